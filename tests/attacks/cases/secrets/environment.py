# expect: value=nothing
# What the site was started with.


def attempt():
    import os

    known = {"LANG", "DJANGO_SETTINGS_MODULE", "SANDBOX_DATABASE_ENGINE", "PWD", "LC_CTYPE", "SHLVL", "TZ", "_"}
    more = set(os.environ) - known
    return more and f"sees {sorted(more)}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
