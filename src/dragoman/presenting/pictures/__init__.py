"""Pictures as SVG: pure functions that draw what they are given; all text is escaped, colours are CSS classes."""
