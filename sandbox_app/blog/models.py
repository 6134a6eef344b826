"""The blog of the town library: who writes, what they write, and what readers make of it."""

from __future__ import annotations

from django.db import models


class Country(models.Model):
    """A country that authors and publishers come from."""

    name = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=2, unique=True)

    def __str__(self) -> str:
        return self.name


class Author(models.Model):
    """Somebody who writes posts or books. Two authors may share a name; their handles differ.

    A country is optional. `member` is set when the author also holds a library card.
    Following goes one way: `author.following` are those whom the author follows, `author.followers` the others.
    """

    name = models.CharField(max_length=80)
    handle = models.CharField(max_length=40, unique=True)
    email = models.EmailField(max_length=120)
    bio = models.TextField(blank=True)
    avatar_url = models.URLField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    country = models.ForeignKey(Country, on_delete=models.SET_NULL, null=True, blank=True, related_name="authors")
    member = models.OneToOneField(
        "library.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="author"
    )
    following = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="followers")

    def __str__(self) -> str:
        return f"{self.name} (@{self.handle})"


class Category(models.Model):
    """A section of the blog. It has no related_name, so a category's posts are `category.post_set`."""

    title = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.title


class Tag(models.Model):
    """A word that posts are filed under. A tag that is no longer offered is not active."""

    name = models.CharField(max_length=40, unique=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """One post on the blog; a draft until it is published.

    `reviewed` is True, False, or NULL when no editor has looked yet. `comment_total` is a copied count that
    nobody keeps up to date. `book` is set when the post is about a book of the library.
    """

    title = models.CharField(max_length=200)
    body = models.TextField()
    published = models.BooleanField(default=False)
    featured = models.BooleanField(default=False)
    reviewed = models.BooleanField(null=True, blank=True)
    created = models.DateTimeField(db_index=True)
    views = models.IntegerField(default=0)
    likes = models.IntegerField(default=0)
    comment_total = models.IntegerField(default=0)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="posts")
    categories = models.ManyToManyField(Category, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="posts")
    book = models.ForeignKey("library.Book", on_delete=models.SET_NULL, null=True, blank=True, related_name="posts")

    def __str__(self) -> str:
        return self.title


class Comment(models.Model):
    """What a library member wrote under a post. Comments wait until they are approved.

    `post` has no related_name, so a post's comments are `post.comment_set`.
    """

    text = models.TextField()
    approved = models.BooleanField(default=False)
    created = models.DateTimeField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    member = models.ForeignKey("library.Member", on_delete=models.CASCADE, related_name="comments")

    def __str__(self) -> str:
        return self.text if len(self.text) <= 60 else f"{self.text[:59]}…"


class Vote(models.Model):
    """One member's vote for one post: at most one for each pair. A post's votes are `post.vote_set`."""

    created = models.DateTimeField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    member = models.ForeignKey("library.Member", on_delete=models.CASCADE, related_name="votes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "post"], name="one_vote_per_member_and_post")]

    def __str__(self) -> str:
        return f"Vote {self.pk}: member {self.member_id} for post {self.post_id}"
