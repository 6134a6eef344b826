# expect: status=ok|error
# Its items are whatever it says.
class Odd(dict):
    def items(self):
        return [('a', 1), 'no pair', ()]


Odd(a=2)
