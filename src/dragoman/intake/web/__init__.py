"""Fetch an address that was given, and nothing else."""
