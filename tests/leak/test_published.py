"""Nothing internal is in what is published, whatever the catalog: not in any byte, in any form."""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from catalogs import texts, traced
from leak.canaries import DAY as CANARY_DAY
from leak.planting import ROLE, Planted, planted
from leak.searching import found_in
from repository import new_repository
from sportello.api.planning import FORMS, plan_between, plan_of_days, rendered
from sportello.catalog import load
from sportello.catalog.git import last_changes
from sportello.catalog.load import build
from sportello.cli._context import build_context, with_people
from sportello.directory.overlay import read_people
from sportello.files import list_tree, write_tree
from sportello.routing import as_of
from sportello.targets import ContextTarget, PublicTarget, all_targets, render
from sportello.targets.site import build_site

DAY: Final = date(2026, 3, 2)
EXAMPLES: Final = int(os.environ.get("EXAMPLES", "10"))
PHASES: Final = [Phase.explicit, Phase.reuse, Phase.generate]
"""Not that which makes a failing example small: a catalog is large, and it takes half an hour."""
SLOW: Final = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
PUBLISHED: Final = [
    each for each in all_targets() if isinstance(each, PublicTarget | ContextTarget)
]


def written(folder: Path, data: Mapping[str, Any]) -> Path:
    """Write the files of a catalog, and return its directory."""
    for pattern, text in texts(data).items():
        path = folder / pattern.replace("*", "all")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def files_of_targets(
    directory: Path, people: Mapping[str, Any], changed: Mapping[str, date]
) -> dict[str, bytes]:
    """Return the files of the published targets, as `sportello build` makes them."""
    loaded = load(directory)
    private = directory.parent / "private.yaml"
    private.write_text(json.dumps({"people": people}), "utf-8")
    overlay = read_people(private, loaded.catalog)
    context = build_context(directory, loaded, changed, DAY, with_history=True)
    context = with_people(context, loaded.catalog, overlay)
    return render(PUBLISHED, as_of(loaded.catalog, DAY), context)


def plans_for_the_public(bare: Path, one: Path, two: Path) -> dict[str, bytes]:
    """Return in every form what comes, what is edited and what goes, and what a date brings."""
    reports = [
        plan_between(one, str(before), str(after), DAY, "public")
        for before, after in ((bare, one), (one, two), (two, bare))
    ]
    reports.append(plan_of_days(one, DAY, date(2027, 3, 9), public=True))
    return {
        f"plan {number}, {form}": rendered(report, form).encode()
        for number, report in enumerate(reports)
        for form in FORMS
    }


def assert_nothing_of(planted: Planted, files: Iterable[tuple[str, bytes]]) -> None:
    """Fail for what is internal and stands in a file or its name, and say where."""
    found = defaultdict(list)
    for path, content in files:
        for canary in found_in(content) | found_in(path.encode()):
            found[planted.place(canary)].append(path)
    assert not found, "\n".join(f"{place}: {', '.join(paths)}" for place, paths in found.items())


@settings(max_examples=1, suppress_health_check=SLOW, phases=PHASES)
@given(planted=planted())
def test_canaries_are_read_and_are_in_what_is_internal(planted: Planted) -> None:
    loaded = build(traced(planted.data))
    assert loaded.findings == ()
    made = render([each for each in all_targets() if each not in PUBLISHED], loaded.catalog)
    found = {planted.place(each) for content in made.values() for each in found_in(content)}
    assert found >= {"alias_domains", "destinations Destination", "mailboxes.hello.aliases"}
    assert CANARY_DAY in found_in(json.dumps(planted.data).encode())


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW, phases=PHASES)
@given(planted=planted())
def test_nothing_internal_is_in_published_files_and_plans(
    tmp_path_factory: pytest.TempPathFactory, planted: Planted
) -> None:
    root = tmp_path_factory.mktemp("leak")
    bare, one, two = (
        written(root / name, data)
        for name, data in (("bare", planted.bare), ("one", planted.data), ("two", planted.others))
    )
    changed = dict.fromkeys(("contacts.yaml", "services/all.yaml"), DAY)
    made = files_of_targets(one, planted.people, changed) | plans_for_the_public(bare, one, two)
    assert any(ROLE.encode() in content for content in made.values())
    assert_nothing_of(planted, made.items())


@settings(max_examples=max(1, EXAMPLES // 10), suppress_health_check=SLOW, phases=PHASES)
@given(planted=planted())
def test_nothing_internal_is_in_the_site_whose_repository_knows_more(
    tmp_path_factory: pytest.TempPathFactory, planted: Planted
) -> None:
    root = tmp_path_factory.mktemp("leak")
    git = new_repository(root)
    for day, data in enumerate((planted.bare, planted.data, planted.others, planted.data), 1):
        written(root / "catalog", data)
        git("add", ".")
        name, mail, said = map(planted.canaries.word, ("an author", "a mail", "a message"))
        who = f"{name} <{mail}@acme.example>"
        at = f"2026-02-0{day}T10:00:00+01:00"
        git("commit", "--quiet", "--author", who, "--message", said, at=at)
    changed = last_changes(root / "catalog")
    made = files_of_targets(root / "catalog", planted.people, changed)
    write_tree(root / "build", made)
    build_site(root / "build" / "docs", root / "site")
    built = {path: (root / "site" / path).read_bytes() for path in list_tree(root / "site")}
    assert "sitemap.xml" in built
    assert_nothing_of(planted, built.items())
