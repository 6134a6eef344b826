def solve():
    posts = list(Post.objects.annotate(c=Count("comment")))
    for post in posts:
        post.comment_total = post.c
    Post.objects.bulk_update(posts, ["comment_total"])
