def solve():
    handles = ["john_doe", "jane_roe"]
    return Post.objects.filter(author__handle__in=handles, published=True)
