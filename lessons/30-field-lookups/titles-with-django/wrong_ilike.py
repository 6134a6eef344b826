def solve():
    return Post.objects.filter(title__ilike="%django%")
