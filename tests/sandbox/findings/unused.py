"""Relations, columns and rows fetched for nothing."""

from tests.sandbox.findings.case import case

UNUSED = [
    case("a prefetch that nobody reads", ("unused_prefetch", "Post.tags", 1, None), "prefetch_related(None)", """
        for post in Post.objects.prefetch_related("tags"):
            print(post.title)
    """, """
        for post in Post.objects.prefetch_related("tags").prefetch_related(None):
            print(post.title)
    """),
    case("one of two prefetches", ("unused_prefetch", "Post.comment_set", 1, None), 'prefetch_related("tags")', """
        for post in Post.objects.prefetch_related("tags", "comment_set"):
            print(sorted(tag.name for tag in post.tags.all()))
    """, """
        for post in Post.objects.prefetch_related("tags"):
            print(sorted(tag.name for tag in post.tags.all()))
    """),
    case("the second level of a prefetch", ("unused_prefetch", "Book.reviews", 2, None), 'prefetch_related("books")', """
        publishers = Publisher.objects.prefetch_related("books__reviews")
        for publisher in publishers:
            print(sorted(book.title for book in publisher.books.all()))
    """, """
        publishers = Publisher.objects.prefetch_related("books")
        for publisher in publishers:
            print(sorted(book.title for book in publisher.books.all()))
    """),
    case("a prefetch under a name that nobody reads", ("unused_prefetch", "Author.posts", 2, None),
         "prefetch_related(None)", """
        recent = Prefetch("posts", queryset=Post.objects.filter(featured=True), to_attr="best")
        for author in Author.objects.prefetch_related(recent):
            print(author.handle)
    """, """
        for author in Author.objects.prefetch_related(None):
            print(author.handle)
    """),
    case("a prefetch beside a Prefetch", ("unused_prefetch", "Publisher.books", 3, None),
         'prefetch_related("country")', """
        in_print = Book.objects.filter(in_print=True)
        publishers = Publisher.objects.prefetch_related("country", Prefetch("books", queryset=in_print))
        for publisher in publishers:
            print(publisher.country.name)
    """, """
        in_print = Book.objects.filter(in_print=True)
        publishers = Publisher.objects.prefetch_related("country")
        for publisher in publishers:
            print(publisher.country.name)
    """),
    case("a prefetch of prefetched rows", ("unused_prefetch", "Post.tags", 2, None), "", """
        posts = Post.objects.prefetch_related("tags")
        for author in Author.objects.prefetch_related(Prefetch("posts", queryset=posts)):
            print(sorted(post.title for post in author.posts.all()))
    """, """
        posts = Post.objects.all()
        for author in Author.objects.prefetch_related(Prefetch("posts", queryset=posts)):
            print(sorted(post.title for post in author.posts.all()))
    """),
    case("a join that nobody reads", ("unused_select_related", "Post.author", 1, None), "select_related(None)", """
        for post in Post.objects.select_related("author"):
            print(post.title)
    """, """
        for post in Post.objects.select_related("author").select_related(None):
            print(post.title)
    """),
    case("a join for a key", ("unused_select_related", "Loan.member", 2, None), 'select_related("book")', """
        loans = Loan.objects.select_related("book", "member")
        for loan in loans:
            print(loan.book.title, loan.member_id)
    """, """
        loans = Loan.objects.select_related("book")
        for loan in loans:
            print(loan.book.title, loan.member_id)
    """),
    case("the second hop of a join", ("unused_select_related", "Publisher.country", 1, None),
         'select_related("publisher")', """
        for book in Book.objects.select_related("publisher__country"):
            print(book.title, book.publisher.name)
    """, """
        for book in Book.objects.select_related("publisher"):
            print(book.title, book.publisher.name)
    """),
    case("a join for a filter", ("unused_select_related", "Staff.role", 1, None), "select_related(None)", """
        person = Staff.objects.select_related("role").filter(role__name="Manager").first()
        print(person.full_name)
    """, """
        person = Staff.objects.filter(role__name="Manager").select_related(None).first()
        print(person.full_name)
    """),
    case("texts that nobody reads", ("over_fetch", "Comment.text", 1, None), 'only("post__title")', """
        for comment in Comment.objects.select_related("post"):
            print(comment.post.title)
    """, """
        for comment in Comment.objects.select_related("post").only("post__title"):
            print(comment.post.title)
    """),
    case("texts of a row on the way", ("over_fetch", "Post.body", 1, None),
         'only("text", "member__name", "post__author__name")', """
        for comment in Comment.objects.select_related("post__author", "member"):
            print(comment.post.author.name, comment.member.name, comment.text)
    """, """
        comments = Comment.objects.select_related("post__author", "member")
        for comment in comments.only("text", "member__name", "post__author__name"):
            print(comment.post.author.name, comment.member.name, comment.text)
    """),
    case("texts beside a joined row that is not read", ("over_fetch", "Comment.text", 1, None),
         'defer("text", "post__body")', """
        for comment in Comment.objects.select_related("post", "member"):
            print(comment.post.title)
        print("member")
    """, """
        for comment in Comment.objects.select_related("post", "member").defer("text", "post__body"):
            print(comment.post.title)
        print("member")
    """),
    case("all rows for a yes or no", ("over_fetch", "", 1, None), "Post.objects.filter(published=True).exists()", """
        if Post.objects.filter(published=True):
            print("something to read")
    """, """
        if Post.objects.filter(published=True).exists():
            print("something to read")
    """),
    case("all rows for bool()", ("over_fetch", "", 2, None), "posts.exists()", """
        posts = Post.objects.filter(published=True)
        print(bool(posts))
    """, """
        posts = Post.objects.filter(published=True)
        print(posts.exists())
    """),
    case("a list that is cut", ("over_fetch", "", 1, None), 'Post.objects.order_by("-created")[:5]', """
        newest = list(Post.objects.order_by("-created"))[:5]
        print([post.title for post in newest])
    """, """
        newest = list(Post.objects.order_by("-created")[:5])
        print([post.title for post in newest])
    """),
    case("a list for its first row", ("over_fetch", "", 2, None), 'Loan.objects.order_by("pk")[0]', """
        loans = list(Loan.objects.order_by("pk"))
        print(loans[0].due_on)
    """, """
        print(Loan.objects.order_by("pk")[0].due_on)
    """),
    case("an iterator that ends after one row", ("over_fetch", "", 3, 1), "Loan.objects.all()[:1]", """
        for loan in Loan.objects.iterator():
            print(loan.pk > 0)
            break
    """, """
        for loan in Loan.objects.all()[:1]:
            print(loan.pk > 0)
    """),
    case("a loop that ends after one row", ("over_fetch", "", 3, 1), 'Post.objects.order_by("-views", "pk")[:1]', """
        for post in Post.objects.order_by("-views", "pk"):
            print(post.title)
            break
    """, """
        for post in Post.objects.order_by("-views", "pk")[:1]:
            print(post.title)
    """),
]
