# expect: status=ok|error|killed|memory
# A list that iterates as it likes.
class Odd(list):
    def __len__(self):
        return 10**9

    def __iter__(self):
        return iter([1, 2])


Odd([7])
