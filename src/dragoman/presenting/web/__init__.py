"""The record as web pages, each of them as JSON too."""
