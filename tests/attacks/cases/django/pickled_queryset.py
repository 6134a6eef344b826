# expect: status=ok|error queries=0..1
# Unpickling is the learner's own business; nobody else unpickles what comes from here.
import pickle


class Odd:
    def __reduce__(self):
        return print, ("unpickled",)


pickle.loads(pickle.dumps(Odd()))
Post.objects.count()
