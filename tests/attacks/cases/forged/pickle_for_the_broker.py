# expect: value=100 queries=1
# The broker reads JSON, and unpickles nothing.
import pickle

from sandbox_app.backend.remote import transport


class Odd:
    def __reduce__(self):
        return exec, ("raise SystemExit",)


try:
    transport.exchange(pickle.dumps(Odd()))
except Exception:
    pass
Post.objects.count()
