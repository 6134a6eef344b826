def solve():
    return Post.objects.filter(views=1000)
