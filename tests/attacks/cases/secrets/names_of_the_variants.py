# expect: value=nothing
# Which data this run is on, so that it could answer differently.


def attempt():
    import gc

    held = [text for thing in gc.get_objects() if isinstance(thing, (dict, list, tuple)) for text in (thing.values() if isinstance(thing, dict) else thing) if isinstance(text, str)]
    found = [text for text in held if text.startswith("scale") and text[5:] in ("-2", "-4")]
    return found and f"found {found}"


try:
    done = attempt()
except OSError:
    done = None
done or "nothing"
