"""Floor 5: facts of many pages become one Api."""
