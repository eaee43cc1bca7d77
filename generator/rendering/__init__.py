"""Floor 3: the strict Jinja environment and typed code fragments."""
