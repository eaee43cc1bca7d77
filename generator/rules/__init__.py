"""Floor 6: lint rules about what pages show: sample code and example JSON.

Pure functions; findings are data.
"""

from generator.rules.examples import check_examples
from generator.rules.fixes import closed_headers, fix_page, refused_fix
from generator.rules.samples import check_samples

__all__ = [
    "check_examples",
    "check_samples",
    "closed_headers",
    "fix_page",
    "refused_fix",
]
