# expect: value="[':memory:']" queries=0
# No server, no password, no path.
from django.conf import settings

str([database["NAME"] for database in settings.DATABASES.values() if not database.get("PASSWORD")])
