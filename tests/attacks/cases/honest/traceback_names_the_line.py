# expect: error=AttributeError line=4 queries=1
# The line that failed, and the one that called.
def title_of(post):
    return post.titel


for post in Post.objects.all()[:3]:
    title_of(post)
