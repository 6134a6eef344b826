# expect: value=100 queries=3
# Lines are hints of this process; what is counted is not.
from sandbox_app.backend.remote import transport

transport.where = lambda *_: b'[999999, 888888, ["forward", "Post.lie", ""]]'
Post.objects.count()
Post.objects.count()
Post.objects.count()
