# expect: status=error|ok|killed queries=0
# An exception whose text raises, whose type has another name and whose traceback is replaced.
class Meta(type):
    @property
    def __name__(cls):
        return ["no", "name"]


class Odd(Exception, metaclass=Meta):
    def __str__(self):
        raise ValueError("no text")


raise Odd
