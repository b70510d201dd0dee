"""`python3 -m sportello.forge`: say what a workflow found, where people see it.

comment DIR         plan.markdown and plan.json of DIR, on the pull request; of a private repository
                    plan.public.markdown
issue TITLE FILE    the text of FILE as the open issue; an empty one closes it
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sportello.forge.github import ForgeError
from sportello.forge.keeping import keep_comment, keep_issue, patiently
from sportello.forge.run import Run, branches, run_of

_PUBLIC: Final = "plan.public.markdown"


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return in a line what was done. Raises ForgeError."""
    match arguments:
        case ["plan", base, head, directory]:
            return _plan((base, head), branches(environment), Path(directory))
        case ["night", directory]:
            return _night(Path(directory))
        case ["comment", directory]:
            return _comment(run_of(environment), Path(directory))
        case ["issue", title, file]:
            return _issue(run_of(environment), title, Path(file))
        case ["release", tag, directory, file]:
            return _release(run_of(environment), tag, Path(directory), Path(file))
        case _:
            raise ForgeError((__doc__ or "").rstrip())


def _plan(sides: tuple[str, str], names: tuple[str, str] | None, directory: Path) -> str:
    from sportello import RevisionError  # noqa: PLC0415
    from sportello.api.planning import (  # noqa: PLC0415 - others need bare Python
        FORMS,
        plan_between,
        rendered,
    )

    try:
        report = plan_between("catalog", *sides, view="built")
        public = plan_between("catalog", *sides, view="public")
    except RevisionError as error:
        raise ForgeError(str(error)) from None
    if names:
        report, public = report.named(names), public.named(names)
    directory.mkdir(exist_ok=True)
    for form in FORMS:
        (directory / f"plan.{form}").write_text(rendered(report, form), "utf-8")
    (directory / _PUBLIC).write_text(rendered(public, "markdown"), "utf-8")
    return f"plan: {', '.join(FORMS)} in {directory}"


def _night(directory: Path) -> str:
    from sportello.api.planning import plan_of_days  # noqa: PLC0415 - others need bare Python
    from sportello.catalog import load  # noqa: PLC0415
    from sportello.catalog.desk_time import desk_time  # noqa: PLC0415
    from sportello.forge.links import dead, links  # noqa: PLC0415
    from sportello.forge.night import brought, dead_links, ends_soon  # noqa: PLC0415

    catalog = Path("catalog")
    loaded = load(catalog)
    found = links(loaded.catalog.public())
    today = desk_time(loaded.catalog, None).date()
    directory.mkdir(exist_ok=True)
    (directory / "ends.md").write_text(ends_soon(catalog, loaded, today), "utf-8")
    tomorrow = plan_of_days(catalog, today, today + timedelta(days=1))
    (directory / "tomorrow.md").write_text(brought(tomorrow), "utf-8")
    (directory / "links.md").write_text(dead_links(loaded, found, dead(found)), "utf-8")
    return f"night: {len(found)} links asked; ends.md, tomorrow.md and links.md in {directory}"


def _release(run: Run, tag: str, directory: Path, file: Path) -> str:
    from sportello.api.snapshots import snapshot_at  # noqa: PLC0415 - others need bare Python
    from sportello.forge.release import SNAPSHOT, notes, previous_snapshot  # noqa: PLC0415

    catalog = Path("catalog")
    (directory / SNAPSHOT).write_bytes(snapshot_at(catalog, "HEAD"))
    before = previous_snapshot(run.github, tag)
    if before is None:
        file.write_text("", "utf-8")
        return f"release: {SNAPSHOT} in {directory}; no release before has one to compare with"
    with TemporaryDirectory() as folder:
        text = notes(catalog, before, Path(folder), is_private=run.is_private)
    file.write_text(text, "utf-8")
    return f"release: {SNAPSHOT} in {directory}, compared with that of {before[0]} in {file}"


def _comment(run: Run, directory: Path) -> str:
    pull = run.pull
    if pull is None:
        return "comment: this run is for no pull request"
    if not run.may_comment:
        return f"comment: pull request {pull} is from a fork; its plan is in the summary of the run"
    # A comment goes out by mail. What is public in the repository anyway needs no hiding.
    text = (directory / (_PUBLIC if run.is_private else "plan.markdown")).read_text("utf-8")
    has_effects = bool(json.loads((directory / "plan.json").read_bytes())["changes"])
    body = f"{text.rstrip()} · [whole plan and site]({run.link})\n"
    done = patiently(lambda: keep_comment(run.github, pull, body, only_update=not has_effects))
    return f"comment on pull request {pull}: {done.value}"


def _issue(run: Run, title: str, file: Path) -> str:
    text = file.read_text("utf-8")
    done = patiently(lambda: keep_issue(run.github, title, text))
    return f"issue {title!r}: {done.value}"


if __name__ == "__main__":
    try:
        print(main(sys.argv[1:], os.environ))  # noqa: T201 - this is its output
    except (ForgeError, OSError) as error:
        sys.exit(f"Error: {error}")
