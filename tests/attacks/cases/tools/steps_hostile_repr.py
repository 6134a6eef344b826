# expect: status=ok|error|timeout|killed queries=0
# tool: steps
# A lookup whose value takes its time to be compiled.
class Slow:
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


Post.objects.filter(title=Slow())
