# expect: status=ok|error|killed queries=0..1
# A hook that can never be taken away again, in a process that lives for one run.
import sys


def forbid(event, arguments):
    raise RuntimeError(event)


Post.objects.count()
sys.addaudithook(forbid)
