# expect: status=ok queries=0
# Text of a class of one's own is plain text.
class Odd(str):
    def __getitem__(self, place):
        return 'forged'

    def __str__(self):
        return 'forged'


Odd('real')
