"""Bytes to documents, documents to reports: what a page holds, whose it is, and when it ran."""
