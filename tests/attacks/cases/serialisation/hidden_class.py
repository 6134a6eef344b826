# expect: status=ok
# Says it is another type.
class Odd:
    __class__ = int


Odd()
