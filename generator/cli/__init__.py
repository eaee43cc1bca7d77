"""Floor 8: arguments, exit codes, printing."""
