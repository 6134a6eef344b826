# expect: value=nothing
# Everything Python holds, searched for words of the site.


def attempt():
    import gc

    words = [word[::-1] for word in ("LRU_ESABATAD", "//:sergtsop", "LRU_SIDER", "SNIGIRO_DETSURT_FRSC", "evian_gnorw")]
    held = [text for thing in gc.get_objects() if isinstance(thing, dict) for text in list(thing.values()) if isinstance(text, str)]
    found = [word for word in words for text in held if word in text and "answer.py" not in text and len(text) < 500]
    return found and f"found {found}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
