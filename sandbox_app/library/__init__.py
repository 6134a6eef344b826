"""The town library: books, branches, staff, members and their loans."""
