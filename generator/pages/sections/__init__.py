"""One file per section of a page: each reads and writes it."""
