# expect: value=100
# The next run has other random numbers.
import random

random.seed(7)
Post.objects.count()
