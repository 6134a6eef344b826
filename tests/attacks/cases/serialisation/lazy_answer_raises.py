# expect: error=ZeroDivisionError line=4
# What fails while the answer is read is the learner's error.
def solve():
    return (1 / (3 - n) for n in range(5))
