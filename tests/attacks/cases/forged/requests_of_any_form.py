# expect: value=100 queries=1..60
# Whatever is asked, the broker lives and counts on.
from sandbox_app.backend.remote import transport

hints = [None, None, None]
for request in (
    (), ("none",), ("execute",), ("execute", 7, [], hints), ("execute", "SELECT 1", None, hints), ("execute", "SELECT 1", {}, 7),
    ("execute", "SELECT 1", [], []), ("execute", "SELECT 1", [], [2**40, -1, None]), ("execute", "SELECT 1", [], ["a", "b", "c"]),
    ("execute", "SELECT 1", [], [1.5, True, {"a": 1}]), ("execute", "SELECT ?", [[[[]]]], hints), ("execute", "SELECT ?", [{"hex": "zz"}], hints),
    ("execute", "SELECT ?", [{"hex": 7}], hints), ("execute", "SELECT ?", [10**30], hints), ("execute", "SELECT ?", ["\ud800"], hints),
    ("execute", "SELECT \x00", [], hints), ("execute", "\ud800", [], hints), ("many", "SELECT 1", 7, hints), ("many", "SELECT 1", [7], hints),
    ("fetch", 99), ("fetch", "x"), ("fetch", []), ("close", []), ("close", None), ("isolation", "x"), ("isolation", 7), ("isolation", [1]),
    ("end", "x"), ("handle", b"x".hex()), ("serve",), ("__class__",), ("execute", "x" * 2_000_000, [], hints),
    ("execute", "SELECT 1; SELECT 2", [], hints), ("execute", "", [], hints), ("execute", "--", [], hints), ("isolation", None),
):
    try:
        transport.ask(*request)
    except Exception:
        pass
Post.objects.count()
