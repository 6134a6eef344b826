# A file of the course has to be Python, and this mistake is not. So it is compiled here, and fails as it would alone.
ANSWER = """
Post.objects.filter(
    published=True,
    Q(author__handle="john_doe") | Q(author__handle="jane_roe")
)
"""


def solve():
    try:
        compile(ANSWER, "answer", "exec")
    except SyntaxError as error:
        raise SyntaxError(error.msg) from None
