"""What a run's statements show to be wasteful: a module for each kind of waste, and what these modules share."""
