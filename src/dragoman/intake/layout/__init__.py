"""A page as pasted to blocks with roles; `laying_out` puts the steps together."""
