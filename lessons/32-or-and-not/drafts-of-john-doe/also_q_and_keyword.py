def solve():
    john = Q(author__handle="john_doe")
    jane = Q(author__handle="jane_roe")
    return Post.objects.filter(john | jane, published=True)
