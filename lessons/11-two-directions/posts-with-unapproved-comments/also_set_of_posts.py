def solve():
    waiting = Comment.objects.filter(approved=False)
    return {comment.post for comment in waiting.select_related("post")}
