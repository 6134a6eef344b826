# expect: value=400 queries=400
# Eight threads share one channel.
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(8) as threads:
    counts = list(threads.map(lambda _: Post.objects.filter(pk=1).count(), range(400)))
sum(counts)
