"""Floor 6: one folder per output language."""
