# expect: value=nothing
# With subprocess.


def attempt():
    import subprocess

    return subprocess.run(["true"]).returncode == 0 and "ran a program"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
