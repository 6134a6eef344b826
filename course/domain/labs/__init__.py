"""Pages to be brought down to a budget: the labs and the final project."""
