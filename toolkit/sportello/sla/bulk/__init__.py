"""Deadlines for many tickets at once: a million in seconds. `run` answers for a whole file."""
