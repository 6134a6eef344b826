"""What lessons are written with beside their items: fences, formulas, diagrams, words, names; and what they cover."""
