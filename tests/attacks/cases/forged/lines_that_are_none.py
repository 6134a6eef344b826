# expect: value=100 queries=1
# Hints of any size and type are no reason to lose a statement.
from sandbox_app.backend.remote import transport

transport.where = lambda *_: [10**15, "two", [["deep"] * 100] * 100]
Post.objects.count()
