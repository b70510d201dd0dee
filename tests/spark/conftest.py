"""Spark has an environment of its own; see `make test-spark`."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("pyspark") else ["test_*.py"]
"""Without pyspark, which the ordinary environment lacks, there is nothing to collect here."""
