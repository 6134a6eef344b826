# expect: status=ok|error queries=2
# At level B the pipes to the broker can be opened the other way round. Whatever is put in or taken out, it counts on.
import os
import stat

Post.objects.count()
for number in range(3, 16):
    try:
        if stat.S_ISFIFO(os.fstat(number).st_mode):
            again = os.open(f"/proc/self/fd/{number}", os.O_RDWR | os.O_NONBLOCK)
            os.write(again, b"\x01\x00\x00\x00x")
            os.read(again, 5)
    except OSError:
        continue
Post.objects.count()
