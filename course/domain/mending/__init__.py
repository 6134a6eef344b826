"""Fixes made in the text of a program."""
