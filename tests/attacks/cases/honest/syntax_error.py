# expect: status=rejected error=SyntaxError line=3 queries=0
# With its line.
for post in Post.objects.all()
    print(post)
