# expect: value=100 queries=1
# Its traceback goes to standard error, which is printed; the run goes on.
import threading

threading.excepthook = lambda arguments: print(arguments.exc_type.__name__)
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
thread.join()
Post.objects.count()
