# expect: verdict=wrong|slow check=same_result
# Tells the base data by its size, and cheats elsewhere.
count = Post.objects.count()
[(p.title, p.author.name) for p in Post.objects.select_related('author')] if count == 100 else []
