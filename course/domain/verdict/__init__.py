"""From answers to a verdict, to words about it, and to the hint that fits."""
