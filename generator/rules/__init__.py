"""Floor 6: lint rules, one file per family of findings."""
