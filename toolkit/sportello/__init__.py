"""Sportello: support data as code."""
