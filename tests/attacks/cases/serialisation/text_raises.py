# expect: status=ok
# Its text cannot be had.
class Odd:
    def __str__(self):
        raise ValueError('no')

    __repr__ = __str__


Odd()
