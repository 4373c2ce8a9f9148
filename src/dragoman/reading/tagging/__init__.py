"""The learned tagger of attributions."""
