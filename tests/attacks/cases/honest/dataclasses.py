# expect: value=True queries=1
# A class as its library makes it.
from dataclasses import asdict, dataclass


@dataclass(order=True)
class Pair:
    title: str
    name: str = ''


asdict(max(Pair(post.title) for post in Post.objects.all()))['name'] == ''
