# expect: value=nothing
# A file that another run could read.


def attempt():
    import tempfile

    with tempfile.NamedTemporaryFile("w") as file:
        return f"made {file.name}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
