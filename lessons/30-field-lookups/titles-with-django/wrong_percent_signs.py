def solve():
    return Post.objects.filter(title__icontains="%django%")
