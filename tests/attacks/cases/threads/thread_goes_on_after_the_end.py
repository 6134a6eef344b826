# expect: value=done queries=0..2000
# A thread that still sends statements when the answer has been given.
import threading


def go_on():
    while True:
        Post.objects.count()


threading.Thread(target=go_on, daemon=True).start()
"done"
