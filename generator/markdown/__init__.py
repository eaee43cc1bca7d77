"""Floor 3: blocks and tables of Markdown, with places."""
