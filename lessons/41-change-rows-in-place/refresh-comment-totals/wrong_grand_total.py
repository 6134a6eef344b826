def solve():
    Post.objects.update(comment_total=Comment.objects.count())
