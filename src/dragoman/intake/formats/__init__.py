"""One kind of input each: bytes to documents."""
