"""Floor 6: what happens to findings between detection and printing: levels, suppression, one per fact, baseline.

The order is that of `settle`: configured severity, comments that suppress, one finding for each fact, the baseline,
and last what the command line selects.
"""

from generator.findings.baseline import BASELINE, Baseline, print_baseline, read_baseline
from generator.findings.choice import Choice, is_reached
from generator.findings.globs import matches
from generator.findings.settle import settle
from generator.findings.statistics import statistics

__all__ = [
    "BASELINE",
    "Baseline",
    "Choice",
    "is_reached",
    "matches",
    "print_baseline",
    "read_baseline",
    "settle",
    "statistics",
]
