"""Benchmarks: ratios against a floor measured in the same run. `make bench` runs them; nothing here is a test."""
