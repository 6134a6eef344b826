def solve():
    Link = Post.tags.through
    tags = Tag.objects.filter(name__startswith="re")
    links = [Link(post_id=1, tag=tag) for tag in tags]
    Link.objects.bulk_create(links, ignore_conflicts=True)
