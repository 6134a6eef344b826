def solve():
    a = Author.objects.select_related("country").get(handle="asha_rao")
    posts = Post.objects.filter(author=a)
    categories = {post.pk: [] for post in posts}
    links = Post.categories.through.objects.filter(post__in=categories)
    for post, title in links.values_list("post", "category__title"):
        categories[post].append(title)
    member = Member.objects.filter(author=a).first()
    texts = [c.text for c in member.comments.all()] if member else []
    country = a.country.name if a.country else None
    pages = sorted((post.title, sorted(categories[post.pk])) for post in posts)
    return a.name, country, pages, sorted(texts)
