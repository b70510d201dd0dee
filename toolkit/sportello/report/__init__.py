"""Ticket exports and a catalog -> figures, each with its definition, and the rows it counts.

A *cycle* is one count of one target of one ticket, as `sportello.sla.clock` has it. Every figure is
a count or sum of rows of `cycle`, `ticket` or `turn` (`tables.py`); none has a second definition.
"""
