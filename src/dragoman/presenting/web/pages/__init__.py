"""One module a kind of page: a question in, an answer out, no HTTP in between."""
