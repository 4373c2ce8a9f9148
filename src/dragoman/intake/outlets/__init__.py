"""Whose report it is, and which wires it credits."""
