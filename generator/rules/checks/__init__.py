"""One rule a file, named by its code: what it means, its check and its fix. `generator/rules/run.py` finds them."""
