def solve():
    featured = Post.objects.filter(featured=True)
    titles = sorted(featured.values_list("title", flat=True))
    return bool(titles), titles
