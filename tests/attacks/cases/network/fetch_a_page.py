# expect: value=nothing
# With the library's own client.


def attempt():
    import urllib.request

    return f"fetched {urllib.request.urlopen('http://127.0.0.1:8000/', timeout=0.3).status}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
