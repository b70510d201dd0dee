"""Public figures of a month or a year that is over: what of a report everybody may see.

Counts that are too small to be shown, and those by which they could be worked out, are left out
(`suppression.py`) until nothing that is shown gives them away (`disclosure.py`).
"""
