"""Figures that a desk publishes on its site, a file a month or year: their form, and their page."""
