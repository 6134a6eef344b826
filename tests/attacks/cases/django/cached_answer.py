# expect: value=100 queries=1
# A program's own cache saves queries; that is what caches are for, within one run.
from functools import cache

count = cache(Post.objects.count)
count() and count() and count()
