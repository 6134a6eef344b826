# expect: status=ok
# No comparison is the learner's: equality is decided on plain values, elsewhere.
class Odd(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


Odd(7)
