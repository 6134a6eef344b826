def solve():
    return Post.objects.filter(body__icontains="django")
