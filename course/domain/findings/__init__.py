"""What a run's statements show to be wasteful: one module for each kind of waste."""
