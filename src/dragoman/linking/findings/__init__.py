"""Findings between two mentions: each is named as what it says, and its docstring is what a reader sees."""
