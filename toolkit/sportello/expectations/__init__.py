"""What editors expect of their catalog, in `tests/*.yaml`: read, and held against it."""

from sportello.catalog.expectation_files import expectation_files
from sportello.expectations.read import Case, Expectations, read_expectations
from sportello.expectations.run import Outcome, run
from sportello.expectations.verdict import Counted, Mismatch, Verdict

__all__ = [
    "Case",
    "Counted",
    "Expectations",
    "Mismatch",
    "Outcome",
    "Verdict",
    "expectation_files",
    "read_expectations",
    "run",
]
