def solve():
    return Member.objects.get(pk=1).book_set.all()
