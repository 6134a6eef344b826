# expect: status=ok|killed|error
# A method that ends the process.
class Odd:
    def __str__(self):
        raise SystemExit


Odd()
