# expect: status=timeout
# A method that does not come back.
class Odd:
    def __str__(self):
        while True:
            pass


Odd()
