"""A list of outages and what the catalog promises -> how much of the time services were usable."""

from sportello.report.availability.measure import Measured, availability
from sportello.report.availability.outages import Downtime, OutageError, read_outages

__all__ = ["Downtime", "Measured", "OutageError", "availability", "read_outages"]
