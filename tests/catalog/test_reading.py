"""What stands in the place of a file of the catalog is named, and nothing is read through it."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.yaml.text import LARGEST
from sportello.rules import check

Write = Callable[..., Path]
LINK = "this is a link, and nothing is read from where it leads"


def reported(root: Path) -> list[tuple[str, str, str]]:
    """Code, file and message of every finding."""
    return [
        (each.code, Path(each.where.file).relative_to(root).as_posix(), each.message)
        for each in check(load(root))
        if each.where is not None
    ]


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be a user whom the modes of files bind, for a while: root they do not."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


def test_link_within_the_catalog_is_refused_too(catalog_at: Write) -> None:
    root = catalog_at()
    (root / "services" / "more.yaml").symlink_to("main.yaml")
    (root / "rota.yaml").symlink_to(".hidden.yaml")
    (root / ".hidden.yaml").write_text("rotas: {}\n")
    assert reported(root) == [("F003", "rota.yaml", LINK), ("F003", "services/more.yaml", LINK)]


@pytest.mark.parametrize("target", ["/nowhere", "rota.yaml", "."])
def test_link_that_leads_nowhere_or_in_a_circle_is_named(catalog_at: Write, target: str) -> None:
    root = catalog_at()
    (root / "rota.yaml").symlink_to(target)
    assert reported(root) == [("F003", "rota.yaml", LINK)]


def test_linked_directory_is_named_once_and_nothing_is_missed_for_it(
    catalog_at: Write, tmp_path: Path
) -> None:
    announced = "announcements: {move: {title: Move, kind: maintenance, from: 2026-05-01, until: 2026-05-02, services: [wiki]}}\n"
    root = catalog_at(announcements=announced)
    (root / "services").rename(tmp_path / "sheets")
    (root / "services").symlink_to(tmp_path / "sheets")
    assert reported(root) == [("F003", "services", LINK)]


def test_catalog_that_is_named_by_a_link_is_read(catalog_at: Write, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(catalog_at())
    assert reported(tmp_path / "link") == []


@pytest.mark.parametrize("file", ["rota.yaml", "services/more.yaml", "other.yml"])
def test_directory_with_the_name_of_a_file_is_named(catalog_at: Write, file: str) -> None:
    root = catalog_at()
    (root / file / "inside.yaml").mkdir(parents=True)
    (root / file / "sheet.yaml").write_text("services: {}\n")
    message = "this is a directory, and its name is that of a file"
    assert reported(root) == [("F003", file, message)]


def test_pipes_sockets_and_devices_are_named_and_not_waited_for(
    catalog_at: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalog_at()
    os.mkfifo(root / "rota.yaml")
    monkeypatch.chdir(root / "services")  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("more.yaml")
        assert reported(root) == [
            ("F003", "rota.yaml", "this is a pipe, not a file"),
            ("F003", "services/more.yaml", "this is a socket, not a file"),
        ]


def test_file_that_is_too_large_is_named_before_it_is_read(catalog_at: Write) -> None:
    root = catalog_at()
    with (root / "rota.yaml").open("wb") as file:
        file.truncate(3 * 2**40)  # sparse: more than any memory
    message = "the file has more than 16 MiB, and nothing of it is read"
    assert reported(root) == [("Y007", "rota.yaml", message)]
    with (root / "rota.yaml").open("wb") as file:
        file.write(b"rotas: {}\n" + b" " * (LARGEST - 10))
    assert reported(root) == []


def test_unreadable_file_is_one_finding_and_hides_no_other(
    catalog_at: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalog_at(("services/main.yaml", "name: Wiki, mailbox: help", "name: Wiki, mailbox: x"))
    (root / "sla.yaml").chmod(0)
    (root / "teams.yaml").mkdir()
    (root / "more").mkdir(mode=0)
    root.chmod(0o755)
    check(load(root))  # what is imported late is imported now
    monkeypatch.chdir(root)
    with unprivileged():
        found = reported(Path())
    assert found == [
        ("F004", "more", "this cannot be read: Permission denied"),
        ("R001", "services/main.yaml", 'unknown mailbox "x"'),
        ("F004", "sla.yaml", "this cannot be read: Permission denied"),
        ("F003", "teams.yaml", "this is a directory, and its name is that of a file"),
    ]
    (root / "more").chmod(0o755)


def test_hidden_and_read_me_links_are_no_matter_of_the_catalog(
    catalog_at: Write, tmp_path: Path
) -> None:
    root = catalog_at()
    for name in (".git", "README.md", "services/.x.yaml"):
        (root / name).symlink_to(tmp_path)
    assert reported(root) == []
