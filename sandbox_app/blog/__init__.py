"""The blog of the town library: authors, posts, comments and votes."""
