# expect: status=ok
# A number of a class of one's own.
class Odd(int):
    def __int__(self):
        return 100

    def __repr__(self):
        return '100'


Odd(3)
