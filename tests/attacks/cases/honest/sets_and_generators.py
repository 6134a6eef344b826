# expect: rows=2 queries=1
# As an answer.
def solve():
    return {post.author_id for post in Post.objects.all() if post.author_id <= 2}
