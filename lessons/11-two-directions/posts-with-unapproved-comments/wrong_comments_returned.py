def solve():
    return Comment.objects.filter(approved=False)
