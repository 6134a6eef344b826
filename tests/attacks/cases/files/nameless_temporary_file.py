# expect: value=nothing
# O_TMPFILE makes a file without a name.


def attempt():
    import os

    for folder in ("/tmp", "/", "/var/tmp", "/dev/shm"):
        try:
            os.close(os.open(folder, os.O_TMPFILE | os.O_RDWR))
        except OSError:
            continue
        return f"made a file in {folder}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
