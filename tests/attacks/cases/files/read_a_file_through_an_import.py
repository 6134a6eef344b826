# expect: value=nothing
# A parser's error message shows what is in a file.


def attempt():
    import importlib.util
    import importlib.machinery

    spec = importlib.util.spec_from_file_location("passwd", "/etc/passwd", loader=importlib.machinery.SourceFileLoader("passwd", "/etc/passwd"))
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    return "imported it"


try:
    done = attempt()
except OSError:
    done = None
done or "nothing"
