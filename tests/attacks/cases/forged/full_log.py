# expect: value=100 queries=2
# One statement with four million bytes of details would leave no room for the rows and columns of the next.
from sandbox_app.backend.remote import transport

try:
    transport.ask("execute", "SELECT ?", [[["x" * 1000] * 3900]], [1, 1, ["x" * 100_000, "", ""]])
except Exception:
    pass
Post.objects.count()
