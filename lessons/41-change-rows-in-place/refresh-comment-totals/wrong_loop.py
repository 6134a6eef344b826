def solve():
    for post in Post.objects.all():
        post.comment_total = post.comment_set.count()
        post.save()
