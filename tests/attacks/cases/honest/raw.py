# expect: value=5 queries=1
# A statement of one's own.
len(list(Post.objects.raw('SELECT * FROM blog_post WHERE id <= %s', [5])))
