def solve():
    authors = list(Author.objects.all())
    titles = {author.pk: [] for author in authors}
    for author_id, title in Post.objects.values_list("author_id", "title"):
        titles[author_id].append(title)
    return [(author.handle, sorted(titles[author.pk])) for author in authors]
