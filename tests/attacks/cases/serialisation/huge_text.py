# expect: error=AnswerTooLarge queries=0
# Larger than what can be compared: it says so.
'x' * 5_000_000
