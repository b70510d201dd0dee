"""`sportello plan BASE [HEAD]`: what a change does, before it is merged."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import answered, catalog_option
from sportello.cli._moments import DATE

if TYPE_CHECKING:
    from sportello.plan.impact import Impact
    from sportello.plan.plan import Line
    from sportello.plan.report import Report


class _Impacts(click.ParamType["tuple[Impact, ...]"]):
    """Impacts, with commas between them."""

    name = "impacts"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "tuple[Impact, ...]":
        from sportello.findings import did_you_mean
        from sportello.plan.impact import Impact

        known = {each.value: each for each in Impact}
        named = [each.strip() for each in value.split(",") if each.strip()]
        for each in named:
            if each not in known:
                self.fail(f'"{each}" is no impact: {did_you_mean(each, known)}', param, ctx)
        return tuple(known[each] for each in named)


@click.command("plan")
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option("--on", "day", type=DATE, help="The day from which on it is seen.  [default: today]")
@click.option("--from", "first", type=DATE, help="With --to: what the date alone brings to BASE.")
@click.option("--to", "last", type=DATE, help="The later day, on which it is seen.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown", "html", "json", "github", "codequality"]),
    default="text",
    show_default=True,
    help="Markdown for a comment, HTML for a page, JSON for programs, marks for GitHub or GitLab.",
)
@click.option(
    "--fail-on",
    "gate",
    type=_Impacts(),
    default="",
    metavar="IMPACT[,IMPACT...]",
    help="Exit with 1 for effects of these impacts that approved.yaml does not approve: "
    "lost-mail, public, broken, weaker (and mixed), mixed, stronger, desk, neutral.",
)
@click.option(
    "--public",
    is_flag=True,
    help="Only what the public may know: comments in a private repository go out by mail.",
)
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 2 if anything changes.")
@catalog_option
def command(  # noqa: PLR0913, PLR0917 - one for each option, which the help shows
    base: str | None,
    head: str | None,
    day: date | None,
    first: date | None,
    last: date | None,
    style: str,
    gate: "tuple[Impact, ...]",
    public: bool,
    detailed_exitcode: bool,
    directory: Path,
) -> None:
    """Say what the change from BASE to HEAD does to mail, deadlines, hours and pages.

    Each is a revision of the catalog's repository, such as `main` or `HEAD~1`, or a directory.
    Without HEAD it is the catalog as it stands in the directory now, and BASE counts as it was when
    your branch parted from it, so that what others did since is not told as yours. To compare two
    branches so, write `main...branch`. What merging makes is `HEAD^1 HEAD` on the merge commit;
    `main branch`, with nothing between, puts the one in the place of the other. Nothing is written.

    With --from and --to it is one catalog, BASE or the one in the directory, on two days: what ends
    or begins between them while nobody edits anything.

    Two files that end in .json are snapshots, of `sportello snapshot`: where their catalog is the
    same, what differs comes of the program, of its holidays or of its time zones. Their plan tells
    of mail, hours, deadlines, public texts and addresses of pages.
    """
    from sportello.api.planning import VIEWS, plan_between, plan_of_days, rendered
    from sportello.api.states import snapshot_files
    from sportello.plan.gates import tripped

    if public and gate:
        raise click.UsageError("a gate looks at everything: call it without --public")
    days = _days(first, last, head=head, day=day, gate=gate)
    if gate and base and snapshot_files(base, head) is not None:
        raise click.UsageError(
            "a gate asks for approvals in a catalog, which snapshots have not: leave --fail-on out"
        )
    with answered():
        if days:
            report = plan_of_days(directory, *days, base, public=public)
        elif base is None:
            raise click.UsageError("Missing argument 'BASE': what is it compared with?")
        else:
            report = plan_between(directory, base, head, day, "public" if public else VIEWS[style])
    click.echo(rendered(report, style), nl=False)
    held_up = tripped(report.plan, gate)
    if held_up:
        _say_what_to_approve(held_up, report.plan.spent, directory)
    is_unknown = bool(gate and report.plan.incomplete)
    if is_unknown:
        _say_what_is_not_known(report)
    if held_up or is_unknown:
        sys.exit(1)
    sys.exit(2 if detailed_exitcode and not report.plan.is_empty else 0)


def _days(
    first: date | None,
    last: date | None,
    *,
    head: str | None,
    day: date | None,
    gate: "tuple[Impact, ...]",
) -> tuple[date, date] | None:
    """Return the two days that were asked for. Raises UsageError for what makes no sense."""
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise click.UsageError(
            "two days are compared: write both, such as --from 2026-12-24 --to 2026-12-25"
        )
    if last <= first:
        raise click.UsageError(f"--to {last} is not after --from {first}: write the earlier first")
    if head is not None:
        raise click.UsageError(
            f"two days are compared of one catalog: leave {head} out, or --from and --to"
        )
    if day is not None:
        raise click.UsageError(f"it is seen on the day of --to: leave --on {day} out")
    if gate:
        raise click.UsageError("what a date brings is not to be approved: leave --fail-on out")
    return first, last


def _say_what_to_approve(
    held_up: "tuple[Line, ...]", spent: "frozenset[str]", directory: Path
) -> None:
    from sportello.plan.forms.escaping import shown
    from sportello.plan.forms.sentences import title
    from sportello.plan.gates import FILE, approval_lines

    are = "effect is" if len(held_up) == 1 else "effects are"
    said = [f"Error: {len(held_up)} {are} not approved:"]
    said += [f"  {shown(title(each))}" for each in held_up]
    said += [f"If that is meant, say why in {directory / FILE}, in this same change:", ""]
    click.echo("\n".join((*said, *approval_lines(held_up, spent))), err=True)


def _say_what_is_not_known(report: "Report") -> None:
    from sportello.plan.forms.escaping import visible
    from sportello.plan.forms.sentences import number_of_errors

    said = ["Error: not all could be read, so nobody knows what else is to be approved:"]
    for side, remedy in (
        (report.before, "mend it in a change of its own, merged past this gate by whoever may"),
        (report.after, "mend what `sportello check` says"),
    ):
        if side.errors:
            said.append(f"  {visible(side.name)} has {number_of_errors(side.errors)}: {remedy}")
    click.echo("\n".join(said), err=True)
