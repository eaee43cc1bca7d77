"""The Python target: an installable package of typed clients and DTO classes."""
