# expect: value=nothing
# What names this machine.


def attempt():
    for path in ("/etc/machine-id", "/etc/hostname", "/etc/hosts", "/etc/os-release"):
        try:
            return f"read {path}: {len(open(path).read())} characters"
        except OSError:
            continue


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
