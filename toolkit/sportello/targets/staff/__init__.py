"""The pages for those who answer: rules, notifications and escalations that customers do not see.

A page a language, plain and made to be printed. They are no part of the site, and nothing of them
is published.
"""

from sportello.catalog.model import Catalog
from sportello.targets.target import BuildContext, InternalContextTarget


def files(catalog: Catalog, context: BuildContext | None = None) -> dict[str, bytes]:
    """Return a page for each language of the desk, and their style sheet.

    What the desk has written by hand of its site, such as words, holds here too.
    """
    # Only here: the other targets must be found where the extra `site` is not installed.
    from sportello.targets.staff.pages import files  # noqa: PLC0415

    return files(catalog, context or BuildContext())


TARGET = InternalContextTarget("staff", files)
