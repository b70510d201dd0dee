"""Whom to reach about a service, at which hours, and who stands in."""
