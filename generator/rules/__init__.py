"""Floor 6: lint rules about what pages show, sample code and example JSON, and samples written from the model.

Pure functions; findings are data.
"""

from generator.rules.examples import check_examples
from generator.rules.fixes import closed_headers, fix_page, refused_fix
from generator.rules.generate import generate_sample, with_generated_samples
from generator.rules.samples import check_samples
from generator.rules.spelling import NAMES, Names

__all__ = [
    "NAMES",
    "Names",
    "check_examples",
    "check_samples",
    "closed_headers",
    "fix_page",
    "generate_sample",
    "refused_fix",
    "with_generated_samples",
]
