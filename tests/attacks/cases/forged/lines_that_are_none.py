# expect: value=100 queries=9
# Hints of any size and form are no reason to lose a statement.
import json

from sandbox_app.backend.remote import transport

deep = json.dumps([10**15, "two", [["deep"] * 100] * 100]).encode()
for told in (deep, b"", b"7", b"[", b"\xff", b"[" * 3_000, b'[1, 2, ["a"]], 3', b'{"origin": 1}'):
    transport.where = lambda _sql, told=told: told
    Post.objects.count()
transport.where = lambda _sql: b"[NaN, -1, null, [1e999]]"
Post.objects.count()
