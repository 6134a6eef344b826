# expect: status=ok rows=1 queries=1
# A model instance is its model and key; fields are text.
post = Post.objects.get(pk=1)


class Odd:
    def __str__(self):
        raise ValueError


post.title = Odd()
[post]
