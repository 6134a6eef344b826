def solve():
    pairs = [(g.name, g.books.count()) for g in Genre.objects.all()]
    pairs = [pair for pair in pairs if pair[1] >= 3]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
