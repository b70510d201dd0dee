"""Tickets made up by a seed: how they come, wait, are answered and reopened, as those of real desks.

`draws` draws what happens to any number of tickets, as columns; `histories` makes the truth of it,
ticket by ticket, for `writers` and the oracle; `many` writes files of millions.
"""
