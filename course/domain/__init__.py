"""What the course knows, as values and pure functions: no Django, no input, no output."""
