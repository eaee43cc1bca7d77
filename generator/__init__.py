"""docs2sdk: Markdown API reference pages in; an OpenAPI model, typed clients and the same pages out."""

__version__ = "0.1.0"
