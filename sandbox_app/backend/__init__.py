"""A Django database backend whose SQLite lives in another process: each statement travels to the broker."""
