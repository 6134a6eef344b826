def solve():
    posts = list(Post.objects.all())
    keys = [post.pk for post in posts]
    links = Post.tags.through.objects.filter(post_id__in=keys)
    names = {post.pk: [] for post in posts}
    for post_id, name in links.values_list("post_id", "tag__name"):
        names[post_id].append(name)
    return [(post.title, sorted(names[post.pk])) for post in posts]
