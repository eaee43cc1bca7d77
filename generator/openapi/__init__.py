"""Floor 6: OpenAPI documents in and out."""
