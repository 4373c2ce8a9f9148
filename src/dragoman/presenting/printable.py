"""Text of reports made safe for a terminal."""


def clean(text: str) -> str:
    """The text without control characters, which could move the cursor or hide words; marks of direction go too."""
    kept = (c if c.isprintable() or c == "\n" else " " for c in text)
    return "".join(kept)
