# expect: value=100 queries=2
# One statement with four million bytes of details would leave no room for the rows and columns of the next.
from sandbox_app.backend.remote import transport

transport.where, where = lambda _sql: b'[1, 1, ["' + b"x" * 100_000 + b'", "", ""]]', transport.where
try:
    transport.statement(b"E", "SELECT ?", [[["x" * 1000] * 3900]])
except Exception:
    pass
transport.where = where
Post.objects.count()
