"""Names for targets: see `generator.naming`."""

from generator.naming import camel, kebab, pascal, snake, unique, words

__all__ = ["camel", "kebab", "pascal", "snake", "unique", "words"]
