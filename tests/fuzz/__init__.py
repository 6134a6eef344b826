"""Random input for everything that reads what a hostile process, or anybody at all, can send.

python -m tests.fuzz MINUTES        every target for that long in all; the suite gives each a second or so
"""
