def solve():
    return Post.objects.filter(likes__gt="comment_total")
