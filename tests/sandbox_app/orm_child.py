"""Evaluates ORM expressions on an image, in a process with the sandbox's own settings. Started by `orm.answers`."""

import json
import sys

import django


def main() -> None:
    django.setup()
    from sandbox_app.scope import names

    found = {}
    for name, code in json.load(sys.stdin).items():
        scope = names()
        if "def solve" in code:
            exec(code, scope)
            value = scope["solve"]()
        else:
            value = eval(code, scope)
        found[name] = repr(list(value) if hasattr(value, "query") else value)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
