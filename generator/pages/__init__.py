"""Floor 4: reading and writing pages."""
