"""A learner's program as text and syntax."""
