# expect: status=ok
# str() itself refuses.
class Odd:
    def __str__(self):
        return 7

    __repr__ = __str__


Odd()
