# expect: value=100 queries=1
# Sums, averages, groups.
Author.objects.annotate(n=Count('posts')).aggregate(total=Sum('n'))['total']
