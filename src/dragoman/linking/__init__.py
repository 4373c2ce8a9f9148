"""Readings to actors, stories and events: what is the same across reports."""
