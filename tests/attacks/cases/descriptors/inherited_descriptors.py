# expect: value=nothing
# Only the two channels, the output and the empty 0, 1, 2 came with the process.


def attempt():
    import os
    import stat

    kinds = {}
    for number in range(64):
        try:
            kinds[number] = stat.S_IFMT(os.fstat(number).st_mode)
        except OSError:
            continue
    files = [number for number, kind in kinds.items() if kind == stat.S_IFREG]
    sockets = [number for number, kind in kinds.items() if kind == stat.S_IFSOCK]
    folders = [number for number, kind in kinds.items() if kind == stat.S_IFDIR]
    return (len(sockets) > 2 or len(files) > 1 or folders) and f"has the files {files}, sockets {sockets}, folders {folders}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
