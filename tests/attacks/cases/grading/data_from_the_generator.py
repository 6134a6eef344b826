# expect: verdict=error
# The rows without a query.
from sandbox_app.town_library import town

[]
