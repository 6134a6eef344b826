# expect: value=nothing
# A pool of processes.


def attempt():
    import multiprocessing

    with multiprocessing.Pool(1) as pool:
        return pool.map(abs, [-1]) and "ran a process"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
