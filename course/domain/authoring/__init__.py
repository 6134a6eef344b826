"""What authors write, beside lessons and exercises themselves."""
