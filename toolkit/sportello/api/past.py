"""A catalog of the past, as far as it says what was promised."""

from os import PathLike
from pathlib import Path

from sportello.api.loading import CatalogError
from sportello.catalog import revision as revisions
from sportello.catalog.revision import Past
from sportello.sla.past import blocking_findings


def load_at(path: str | PathLike[str], revision: str) -> Past:
    """Return the catalog that a directory held at a revision of its git repository.

    The revision is a commit, a tag, a branch, or a day such as `2026-01-05`: the last commit until
    its end at the desk. What was promised then is all that may be asked: of the past, only what
    could make an answer about deadlines wrong counts as an error. Raises CatalogError for that,
    RevisionError if there is no repository, no such revision, or no catalog at that time.
    """
    past = revisions.load_at(Path(path), revision)
    wrong = blocking_findings(past.loaded)
    if wrong:
        raise CatalogError(
            wrong,
            f"the catalog at {past.commit} has errors in what decides an SLA "
            "for this version of Sportello: ask a commit without them",
        )
    return past
