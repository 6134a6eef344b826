"""From answers to a verdict, and to words about it."""
