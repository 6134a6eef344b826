"""The town library: its books, its branches and staff, its members and what they borrow."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class Publisher(models.Model):
    """A publishing house. Its country cannot be deleted while the publisher is there."""

    name = models.CharField(max_length=80, unique=True)
    country = models.ForeignKey("blog.Country", on_delete=models.PROTECT, related_name="publishers")

    def __str__(self) -> str:
        return self.name


class Genre(models.Model):
    """A kind of book."""

    name = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.name


class Book(models.Model):
    """A title the library owns `copies` of. A book may recommend others; that goes one way."""

    title = models.CharField(max_length=200)
    isbn = models.CharField(max_length=13, unique=True)
    pub_year = models.IntegerField(db_index=True)
    pages = models.IntegerField()
    copies = models.IntegerField(default=1)
    in_print = models.BooleanField(default=True)
    summary = models.TextField(blank=True)
    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="books")
    authors = models.ManyToManyField("blog.Author", blank=True, related_name="books")
    genres = models.ManyToManyField(Genre, blank=True, related_name="books")
    recommended = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="recommended_by")

    def __str__(self) -> str:
        return self.title


class Branch(models.Model):
    """One of the library's buildings, known by a code such as `north-01`."""

    code = models.CharField(max_length=20, unique=True)
    city = models.CharField(max_length=60)
    administrators = models.ManyToManyField(
        "Staff", through="AccessGrant", blank=True, related_name="administered_branches"
    )

    def __str__(self) -> str:
        return f"{self.code} ({self.city})"


class Role(models.Model):
    """What somebody is employed as. It has no related_name, so a role's people are `role.staff_set`."""

    name = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """Somebody who works at a branch. `manager` is NULL for those at the top."""

    full_name = models.CharField(max_length=80)
    email = models.EmailField(max_length=120)
    years_of_service = models.IntegerField(default=0)
    salary = models.DecimalField(max_digits=10, decimal_places=2)
    bonus = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    is_active = models.BooleanField(default=True)
    role = models.ForeignKey(Role, on_delete=models.PROTECT)
    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="team")
    manager = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")

    class Meta:
        verbose_name_plural = "staff"

    def __str__(self) -> str:
        return self.full_name


class AccessGrant(models.Model):
    """The link between a member of staff and a branch they may administer, with facts of its own."""

    class Level(models.TextChoices):
        READ = "read", "may look"
        ADMIN = "admin", "may change"

    permission_level = models.CharField(max_length=10, choices=Level, default=Level.READ)
    is_active = models.BooleanField(default=True)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE)
    branch = models.ForeignKey(Branch, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "branch"], name="one_grant_per_staff_and_branch")]

    def __str__(self) -> str:
        return f"Grant {self.pk}: {self.permission_level} for staff {self.staff_id} at branch {self.branch_id}"


class Member(models.Model):
    """Somebody with a library card. Two members may share a name; their handles differ.

    Friendship goes both ways. `borrowed_books` reads through Loan, so a book borrowed twice is listed twice.
    """

    name = models.CharField(max_length=80)
    handle = models.CharField(max_length=40, unique=True)
    email = models.EmailField(max_length=120)
    joined = models.DateField()
    is_active = models.BooleanField(default=True)
    home_branch = models.ForeignKey(
        Branch, on_delete=models.SET_NULL, null=True, blank=True, related_name="members"
    )
    friends = models.ManyToManyField("self", blank=True)
    borrowed_books = models.ManyToManyField(Book, through="Loan", blank=True, related_name="borrowers")

    def __str__(self) -> str:
        return f"{self.name} (@{self.handle})"


class Profile(models.Model):
    """What a member tells about themselves. A quarter of the members have none."""

    bio = models.TextField(blank=True)
    newsletter = models.BooleanField(default=False)
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="profile")

    def __str__(self) -> str:
        return f"Profile of member {self.member_id}"


class Loan(models.Model):
    """One borrowing of one book by one member. `returned_on` is NULL while the book is out.

    The same member may borrow the same book again: that is another loan.
    """

    loaned_on = models.DateField()
    due_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    renewals = models.IntegerField(default=0)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="loans")
    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="loans")
    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="loans")

    def __str__(self) -> str:
        return f"Loan {self.pk}: book {self.book_id} to member {self.member_id}"


class Review(models.Model):
    """What a member thinks of a book, with one to five stars."""

    rating = models.IntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    text = models.TextField(blank=True)
    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="reviews")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="reviews")

    def __str__(self) -> str:
        return f"{self.rating} of 5 for book {self.book_id}"
