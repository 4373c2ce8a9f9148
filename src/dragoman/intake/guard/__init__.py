"""Risky parsers run in a process that can be killed."""
