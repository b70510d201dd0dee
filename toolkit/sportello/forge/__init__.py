"""What workflows tell people on GitHub: a comment on a pull request, an issue of their own.

It needs Python and nothing else, since a job that may write installs nothing:
`PYTHONPATH=toolkit python3 -m sportello.forge`.
"""
