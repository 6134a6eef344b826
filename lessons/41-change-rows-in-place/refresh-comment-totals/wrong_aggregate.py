def solve():
    Post.objects.update(comment_total=Count("comment"))
