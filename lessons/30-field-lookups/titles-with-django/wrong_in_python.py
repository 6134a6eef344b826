def solve():
    return [p for p in Post.objects.all() if "django" in p.title.lower()]
