"""Floor 6: `docs2sdk explain CODE | OPERATION | SCHEMA.FIELD`: what is known, and where each fact comes from."""

from generator.explain.codes import explain_code
from generator.explain.fields import explain_field
from generator.explain.names import near
from generator.explain.operations import explain_operation

__all__ = ["explain_code", "explain_field", "explain_operation", "near"]
