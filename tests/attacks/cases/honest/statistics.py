# expect: value=True queries=2
# Over values of the database.
import statistics

statistics.mean(Post.objects.values_list('pk', flat=True)) == Post.objects.aggregate(a=Avg('pk'))['a']
