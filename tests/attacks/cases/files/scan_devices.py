# expect: value=nothing
# Devices and kernel settings.


def attempt():
    import os

    for top in ("/dev", "/sys", "/run"):
        try:
            return f"listed {top}: {len(list(os.scandir(top)))} entries"
        except OSError:
            continue


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
