"""The programs that are timed, by how many statements they send on town-library: one page, made better and worse."""

HEAD = "for p in Post.objects.{posts}:\n    print(p.title, p.author.name)\n"
SNIPPETS = {
    0: "print(sum(range(1000)))",
    1: HEAD.format(posts='select_related("author")'),
    101: HEAD.format(posts="all()"),
    1001: "for n in range(10):\n    for p in Post.objects.all()[:99]:\n        p.author.name\nTag.objects.count()\n",
}
