# expect: value=nothing
# A timer that signals.


def attempt():
    import signal

    signal.setitimer(signal.ITIMER_REAL, 100)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return "set a timer"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
