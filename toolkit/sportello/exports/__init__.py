"""Exports of ticket systems: rows and events as they are written -> tickets of the catalog.

Each ticket system is one module in `systems/`. What is read is put into tables of DuckDB
(`tables.py`), so that ten million tickets need no more memory than a thousand. A row that cannot be
right is a doubt with its file and row, and is never dropped in silence.
"""
