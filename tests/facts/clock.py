"""Instants as people write them."""

from datetime import datetime

local = datetime.fromisoformat
"""An instant without a zone, which the desk reads in the zone of each calendar."""
