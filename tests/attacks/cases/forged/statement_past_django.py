# expect: value=300 queries=3
# Frames to the broker without Django: each is counted.
from sandbox_app.backend.remote import transport

sum(transport.statement(b"E", "SELECT count(*) FROM blog_post", [])[1][0][0] for _ in range(3))
