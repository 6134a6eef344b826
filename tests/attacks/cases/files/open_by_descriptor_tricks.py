# expect: value=nothing
# /dev/fd and /proc/self/fd open what is open already, with other rights.


def attempt():
    import os
    import stat

    for number in range(16):
        for folder in ("/dev/fd", "/proc/self/fd"):
            try:
                if stat.S_ISFIFO(os.fstat(number).st_mode):
                    continue  # the line to the broker: forged/line_opened_again.py
                os.close(os.open(f"{folder}/{number}", os.O_RDWR))
            except OSError:
                continue
            return f"opened {folder}/{number} again"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
