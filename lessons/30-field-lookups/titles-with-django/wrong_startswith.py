def solve():
    return Post.objects.filter(title__istartswith="django")
