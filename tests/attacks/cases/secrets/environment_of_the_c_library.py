# expect: value=nothing
# The environment before Python read it.


def attempt():
    import ctypes

    environ = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    names = []
    for place in range(1000):
        if environ[place] is None:
            break
        names.append(environ[place].partition(b"=")[0])
    more = set(names) - {b"LANG", b"DJANGO_SETTINGS_MODULE", b"SANDBOX_DATABASE_ENGINE", b"PWD", b"LC_CTYPE", b"TZ"}
    return more and f"sees {more}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
