# expect: value=nothing
# O_TRUNC on the memory that the supervisor reads: it would read past the end, and die of it.


def attempt():
    import os
    import stat

    for number in range(3, 16):
        try:
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                continue  # the line to the broker: forged/line_opened_again.py
            os.close(os.open(f"/proc/self/fd/{number}", os.O_RDWR | os.O_TRUNC))
        except OSError:
            continue
        return f"cut what is behind descriptor {number}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
