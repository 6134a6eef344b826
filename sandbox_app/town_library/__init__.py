"""Writes the dataset `town-library`: the library of Wrenmouth, a town by the sea that does not exist, and its blog."""
