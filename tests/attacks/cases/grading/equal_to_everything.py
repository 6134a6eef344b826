# expect: verdict=wrong check=same_result
# An answer that says it equals every other.
class Odd(list):
    def __eq__(self, other):
        return True

    __hash__ = None


Odd()
