def solve():
    post = Post.objects.get(pk=1)
    post.tags.add("reading", "research", "reviews")
