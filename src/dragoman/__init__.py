"""Dragoman reads news reports and works out what reportedly happened, who was there, and who says so."""

__version__ = "0.1.0"
