# expect: value=300 queries=3
# Frames to the broker without Django: each is counted.
from sandbox_app.backend.remote import transport

sum(transport.ask("execute", "SELECT count(*) FROM blog_post", [], [None, None, None])[1][0][0] for _ in range(3))
