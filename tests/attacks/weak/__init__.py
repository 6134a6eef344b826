"""A jail that is weak on purpose: shows that the cases would notice."""
