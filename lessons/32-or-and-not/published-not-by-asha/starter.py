def solve():
    return Post.objects.filter(
        published=True, author__handle="asha_rao"
    )
