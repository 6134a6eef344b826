# expect: error=AnswerTooLarge|MemoryError queries=0
# More rows than can be compared.
list(range(400_000))
