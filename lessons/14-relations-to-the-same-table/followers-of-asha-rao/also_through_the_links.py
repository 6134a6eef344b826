def solve():
    Link = Author.following.through
    links = Link.objects.filter(to_author__handle="asha_rao")
    return [link.from_author for link in links.select_related("from_author")]
