# expect: status=ok
# A text of many millions of characters is cut.
class Odd:
    def __str__(self):
        return 'x' * 10**7


Odd()
