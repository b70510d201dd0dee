"""A new desk on the disk: all of it, or nothing."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from sportello.api.checking import check_loaded
from sportello.catalog import load
from sportello.expectations.editor import write_schemas
from sportello.files import write_file, write_tree
from sportello.files.replace import replaced
from sportello.findings import Finding, FindingsError, Invalid, Severity
from sportello.starter.answers import Answers
from sportello.starter.files import Program, desk_files

CATALOG: Final = "catalog"


@dataclass(frozen=True, slots=True)
class Started:
    """What a new desk begins with: its files, sorted, and what is good to know of its catalog."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def start_desk(directory: Path, answers: Answers, program: Program, day: date) -> Started:
    """Write what a new desk begins with into a directory.

    Nothing that is there is overwritten: Invalid names it. The catalog is checked before it comes
    into its place, in one step and last, so that a directory with a `catalog/` has all the rest.
    Raises FindingsError if something is wrong with the catalog, OSError.
    """
    files = desk_files(answers, day.year, program)
    within = f"{CATALOG}/"
    inside = {path.removeprefix(within): files[path] for path in files if path.startswith(within)}
    beside = {path: files[path] for path in files if not path.startswith(within)}
    refuse_another(directory)
    _refuse_to_overwrite(directory, beside)
    written: list[str] = []
    with (
        _made(directory),
        _undone_on_failure(directory, written),
        replaced(directory / CATALOG, lambda _process: None) as tree,
    ):
        refuse_another(directory)  # who waited for another may find its desk
        _refuse_to_overwrite(directory, beside)
        write_tree(tree, inside)
        loaded = load(tree)
        findings = check_loaded(tree, loaded)
        if any(each.severity is Severity.ERROR for each in findings):
            raise FindingsError(findings, "nothing was written: answer otherwise")
        write_schemas(tree / ".sportello" / "schema", loaded.identifiers)
        for path, content in beside.items():
            if not os.path.lexists(directory / path):
                written.append(path)
                write_file(directory / path, content)
    return Started(tuple(sorted(files)), tuple(findings))


def refuse_another(directory: Path) -> None:
    """Raise Invalid if a directory has a catalog, or is none."""
    if os.path.lexists(directory) and not directory.is_dir():
        raise Invalid(f"{directory} is no directory", "name another one")
    if os.path.lexists(directory / CATALOG):
        raise _occupied(directory, (CATALOG,))


def _refuse_to_overwrite(directory: Path, files: Mapping[str, bytes]) -> None:
    """Raise Invalid if anything is in the way; a file that would be the same is not."""
    in_the_way = [path for path in files if not _is_free(directory, path, files[path])]
    if in_the_way:
        raise _occupied(directory, in_the_way)


def _occupied(directory: Path, paths: Sequence[str]) -> Invalid:
    return Invalid(
        f"{directory} has {', '.join(paths)} already, and nothing is overwritten",
        "name an empty directory, or move that away first",
    )


def _is_free(directory: Path, path: str, content: bytes) -> bool:
    folders = [directory / each for each in PurePosixPath(path).parents if each.name]
    if any(os.path.lexists(each) and (each.is_symlink() or not each.is_dir()) for each in folders):
        return False
    file = directory / path
    if not os.path.lexists(file):
        return True
    return file.is_file() and not file.is_symlink() and file.read_bytes() == content


@contextmanager
def _made(directory: Path) -> Iterator[None]:
    """Make a directory, and remove it if nothing comes into it."""
    above = [each for each in (directory, *directory.parents) if not each.exists()]
    try:
        yield
    except BaseException:
        for each in above:
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def _undone_on_failure(directory: Path, written: Sequence[str]) -> Iterator[None]:
    """Remove the files that a block has `written`, and their folders, if it does not end well."""
    try:
        yield
    except BaseException:
        for path in written:
            (directory / path).unlink(missing_ok=True)
            for folder in PurePosixPath(path).parents:
                with suppress(OSError):
                    (directory / folder).rmdir()
        raise
