def solve():
    authors = Author.objects.annotate(num_posts=Count("posts"))
    return [(author.name, author.num_posts) for author in authors]
