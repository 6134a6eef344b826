def solve():
    return Post.objects.filter(title__iregex="django")
