def solve():
    return Post.objects.filter(title="django")
