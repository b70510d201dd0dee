"""What workflows run: plans and the findings of a night as files, and what tells of them on GitHub.

What tells, `comment` and `issue`, needs Python and nothing else, since a job that may write
installs nothing: `PYTHONPATH=toolkit python3 -m sportello.forge`.
"""
