"""Floor 6: comparing what is with what would be."""
