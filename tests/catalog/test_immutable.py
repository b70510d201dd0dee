"""A catalog is one value: nobody can change it, and it is the same in threads and processes."""

import dataclasses
import datetime as dt
import pickle
from collections.abc import Callable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sportello.catalog import Loaded, load
from sportello.catalog.model import (
    Catalog,
    Helpdesk,
    Part,
    PublicCatalog,
    Service,
    Text,
    Url,
    ZoneName,
)
from sportello.catalog.model.helpdesk import Years
from sportello.frozendict import FrozenDict
from sportello.routing import decide
from sportello.sla import Ticket, deadlines
from sportello.worktime import Calendar

Write = Callable[..., Path]
MUTABLE = (MutableMapping, MutableSequence, MutableSet, bytearray)
HELPDESK = Helpdesk(
    name=Text("Desk"),
    languages=("it", "en"),
    timezone=ZoneName("Europe/Rome"),
    site=Url("https://desk.example/"),
    years=Years(first=2026, last=2027),
)
OPENED = tuple(dt.datetime(2026, 1, day, 17, 30, tzinfo=dt.UTC) for day in range(1, 29))
SETTINGS = settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def inside(value: object) -> Iterator[object]:
    """Yield a value and all that it is made of, at any depth."""
    yield value
    parts: list[object] = []
    if isinstance(value, Part):
        parts = [getattr(value, name) for name in value.__struct_fields__]
    elif isinstance(value, Calendar):
        parts = [value.rules]
    elif isinstance(value, Mapping):
        parts = [*value.keys(), *value.values()]
    elif isinstance(value, tuple | frozenset):
        parts = list(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name) for field in dataclasses.fields(value)]
    for each in parts:
        yield from inside(each)


def kinds(kind: type[Part] = Part) -> Iterator[type[Part]]:
    """Yield all classes of the model."""
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


def answers(catalog: Catalog, opened: dt.datetime) -> list[str]:
    """Return what a catalog says of a mail and of a ticket."""
    due = [
        str(deadlines(catalog, Ticket(service=name, opened=opened))) for name in catalog.services
    ]
    return [*due, *(str(decide(catalog, each.address)) for each in catalog.mailboxes.values())]


def test_nothing_in_a_catalog_can_be_changed(frozen: Loaded, catalog_at: Write) -> None:
    for catalog in (frozen.catalog, load(catalog_at()).catalog):
        for each in (*inside(catalog), *inside(catalog.public())):
            assert not isinstance(each, MUTABLE), each
            hash(each)


def test_no_field_of_the_model_is_declared_as_something_that_changes() -> None:
    def check(hint: Any) -> None:
        origin = get_origin(hint) or hint
        assert not (isinstance(origin, type) and issubclass(origin, MUTABLE)), hint
        for each in get_args(hint):
            check(each)

    for kind in kinds():
        for hint in get_type_hints(kind).values():
            check(hint)


def test_entries_and_fields_are_fixed(catalog_at: Write) -> None:
    catalog: Any = load(catalog_at()).catalog
    with pytest.raises(TypeError):
        catalog.services["other"] = catalog.services["wiki"]
    with pytest.raises(AttributeError):
        catalog.services.clear()
    with pytest.raises(AttributeError):
        catalog.services = {}
    with pytest.raises(AttributeError):
        catalog.services["wiki"].mailbox = "other"


@SETTINGS
@given(st.permutations(["wiki", "pump", "fax"]), st.text(), st.text())
def test_catalogs_of_the_same_entries_are_one_value(names: list[str], it: str, en: str) -> None:
    def made() -> Catalog:
        text = Text({"it": it, "en": en})
        services = {name: Service(name=text, provider="acme") for name in names}
        return Catalog(helpdesk=HELPDESK, services=services)

    one, other = made(), made()
    copy: Catalog = pickle.loads(pickle.dumps(one))  # noqa: S301 (our own)
    assert one == other == copy
    assert hash(one) == hash(other) == hash(copy)
    assert list(copy.services) == names
    assert {one: "found"}[copy] == "found"
    assert isinstance(copy.services, FrozenDict)


def test_a_catalog_differs_by_each_entry_and_their_order(catalog_at: Write) -> None:
    catalog = load(catalog_at()).catalog
    turned = dict(reversed(list(catalog.services.items())))
    other = load(catalog_at(("services/main.yaml", "Wiki", "Wicki"))).catalog
    fields = {name: getattr(catalog, name) for name in catalog.__struct_fields__}
    assert len({catalog, other, Catalog(**{**fields, "services": turned})}) == 3


def test_a_catalog_travels_whole(frozen: Loaded) -> None:
    for value in (frozen.catalog, frozen.catalog.public()):
        copy: Catalog | PublicCatalog = pickle.loads(pickle.dumps(value))  # noqa: S301 (our own)
        assert copy == value
        assert hash(copy) == hash(value)
        assert type(copy) is type(value)


def test_threads_and_processes_get_the_answers_that_one_would_get(catalog_at: Write) -> None:
    root = catalog_at()
    expected = [answers(load(root).catalog, opened) for opened in OPENED]
    shared = load(root).catalog
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(partial(answers, shared), OPENED)) == expected
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        assert list(processes.map(partial(answers, shared), OPENED, chunksize=7)) == expected


def test_threads_that_read_a_catalog_at_once_get_the_same_one(catalog_at: Write) -> None:
    root = catalog_at()
    with ThreadPoolExecutor(8) as threads:
        read = list(threads.map(load, [root] * 16))
    assert {each.catalog for each in read} == {load(root).catalog}
    assert not any(each.findings for each in read)
