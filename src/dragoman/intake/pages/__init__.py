"""What a web page says of itself, and its captions."""
