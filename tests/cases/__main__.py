"""Write the expected files of all cases anew."""

from tests.cases.test_cases import CASES, outcome, write_expected

for case in CASES:
    write_expected(case, outcome(case))
