# expect: value=40 queries=40
# The ORM in threads.
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(4) as threads:
    names = list(threads.map(lambda pk: Post.objects.select_related('author').get(pk=pk).author.name, range(1, 41)))
len(names)
