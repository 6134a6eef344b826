# expect: value=nothing value.B="knows that /etc/passwd is there: True"
# Names and sizes only. Landlock does not restrict stat, so level B tells (docs/security.md).


def attempt():
    import os

    return f"knows that /etc/passwd is there: {os.stat('/etc/passwd').st_size > 0}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
