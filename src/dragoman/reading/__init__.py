"""One report to its reading: who says what, which events it tells, with whom, when and where."""
