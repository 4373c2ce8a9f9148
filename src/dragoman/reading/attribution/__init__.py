"""Who says what: each form of attribution in a module of its own; `finding` puts them together."""
