"""A report in the forms in which it is read: text, CSV, JSON, Parquet, and a page of HTML.

A form shows what is in the `Report` and works nothing out. Texts for people are in a language of
the desk; what programs read has no language.
"""
