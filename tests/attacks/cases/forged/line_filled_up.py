# expect: status=ok|error|killed|timeout queries=1..2
# A pipe that is full holds its broker back, and nobody else.
import os
import stat

Post.objects.count()
for number in range(3, 16):
    try:
        if stat.S_ISFIFO(os.fstat(number).st_mode):
            again = os.open(f"/proc/self/fd/{number}", os.O_WRONLY | os.O_NONBLOCK)
            while os.write(again, bytes(4096)):
                pass
    except OSError:
        continue
Post.objects.count()
