"""Which files of a build differ between two catalogs, everything else being the same."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sportello.catalog.model import Catalog
from sportello.plan.report import FileChange
from sportello.routing import as_of
from sportello.targets import BuildContext, all_targets, render


def built_differences(
    before: Catalog, after: Catalog, context: BuildContext
) -> tuple[FileChange, ...]:
    """Return the files that differ between the builds of two catalogs, sorted by their paths.

    Both are built of the same context, so that a difference comes from the catalogs; without files
    of the catalog in it, pages do not say when these were changed. Raises ClashError.
    """
    old, new = (_built(each, context) for each in (before, after))
    paths = sorted(path for path in {*old, *new} if old.get(path) != new.get(path))
    return tuple(FileChange(path, old.get(path), new.get(path)) for path in paths)


def counted_by_tree(changes: Iterable[FileChange]) -> Mapping[str, int]:
    """Return how many files differ in each tree, in the order of their names."""
    return dict(sorted(Counter(each.tree for each in changes).items()))


def _built(catalog: Catalog, context: BuildContext) -> dict[str, bytes]:
    current = as_of(catalog, context.day) if context.day else catalog
    return render(all_targets(), current, context)
