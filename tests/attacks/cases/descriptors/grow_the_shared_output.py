# expect: status=ok|killed
# Memory that no limit counts.


def attempt():
    import os
    import stat

    for number in range(3, 32):
        try:
            if os.write(number, b"x" * 65536) and stat.S_ISREG(os.fstat(number).st_mode):
                return f"wrote to the file behind descriptor {number}"
        except OSError:
            continue


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
