# expect: value=100 queries=1..60
# Whatever is asked, the broker lives and counts on.
from sandbox_app.backend.remote import transport

statements = (
    ("SELECT 1", None), ("SELECT 1", {}), ("SELECT 1", 7), ("SELECT 1", "x"), ("SELECT ?", [[[[]]]]), ("SELECT ?", [{"hex": "zz"}]),
    ("SELECT ?", [{"hex": 7}]), ("SELECT ?", [10**30]), ("SELECT ?", ["\ud800"]), ("SELECT \x00", []), ("\ud800", []),
    ("x" * 2_000_000, []), ("SELECT 1; SELECT 2", []), ("", []), ("--", []),
)
requests = (
    (), ("none",), ("execute",), ("execute", "SELECT 1", [], [None, None, None]), ("fetch", 99), ("fetch", "x"), ("fetch", []),
    ("close", []), ("close", None), ("isolation", "x"), ("isolation", 7), ("isolation", [1]), ("end", "x"), ("handle", b"x".hex()),
    ("serve",), ("__class__",), ("isolation", None),
)
calls = [lambda request=request: transport.ask(*request) for request in requests]
calls += [lambda asked=asked, kind=kind: transport.statement(kind, *asked) for asked in statements for kind in (b"E", b"M")]
for call in calls:
    try:
        call()
    except Exception:
        pass
Post.objects.count()
