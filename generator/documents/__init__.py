"""Floor 5: OpenAPI documents as they stand, before any model: which object holds which, where references lead."""
