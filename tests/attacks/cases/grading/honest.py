# expect: verdict=passed
# What is asked for.
Post.objects.values_list('title', 'author__name')
