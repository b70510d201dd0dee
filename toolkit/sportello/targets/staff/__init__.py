"""The pages for those who answer: rules, notifications and escalations that customers do not see.

A page a language, plain and made to be printed. They are no part of the site, and nothing of them
is published.
"""

from sportello.catalog.model import Catalog
from sportello.targets.target import InternalTarget


def files(catalog: Catalog) -> dict[str, bytes]:
    """Return a page for each language of the desk, and their style sheet."""
    # Only here: the other targets must be found where the extra `site` is not installed.
    from sportello.targets.staff.pages import files  # noqa: PLC0415

    return files(catalog)


TARGET = InternalTarget("staff", files)
