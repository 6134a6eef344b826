def solve():
    tags = sorted(
        Tag.objects.all(), key=lambda t: (-t.posts.count(), t.name)
    )
    return [tag.name for tag in tags[:3]]
