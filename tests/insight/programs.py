"""Programs that the tests of insight run, and what they run on."""

from __future__ import annotations

DATASET = "town-library"
NAIVE = "for post in Post.objects.all():\n    post.author.name\n"
JOINED = "for post in Post.objects.select_related('author'):\n    post.author.name\n"
