# expect: value=nothing
# As root, a jail without namespaces must give up what root may.


def attempt():
    import ctypes
    import struct

    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = struct.pack("<Ii", 0x20080522, 0), ctypes.create_string_buffer(24)
    if libc.capget(header, sets) == 0:
        effective, permitted, _ = struct.unpack_from("<III", sets.raw)
        return (effective or permitted) and f"has the capabilities {permitted:#x}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
