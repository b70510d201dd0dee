"""`sportello init`: a desk of one's own, from six answers."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sportello.cli._common import answered

if TYPE_CHECKING:
    from sportello.starter.answers import Answers
    from sportello.starter.files import Program

_QUESTIONS: Final = {
    "name": ("What the desk is called", "Acme support"),
    "languages": ("The languages of its site, the main one first", "it, en"),
    "timezone": ("Its main time zone", "Europe/Rome"),
    "country": ("The country whose holidays it keeps", "IT"),
    "address": ("The address that customers write to", "help@acme.example"),
    "hours": ("When somebody answers", "mon-thu 09:00-13:00 14:00-18:00; fri 09:00-13:00"),
}
"""What is asked, with an example, by the name of the answer, which is that of its option too."""


def _asked(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add an option for each question."""
    for name, (question, example) in reversed(_QUESTIONS.items()):
        command = click.option(f"--{name}", help=f'{question}, such as "{example}".')(command)
    return command


@click.command("init")
@click.argument("directory", type=click.Path(path_type=Path), default=Path())
@_asked
@click.option(
    "--program",
    metavar="OWNER/REPOSITORY@COMMIT",
    help="Where on GitHub Sportello is, and the commit that the workflows run.  "
    "[default: what is installed, as far as it knows]",
)
def command(directory: Path, program: str | None, **flags: str | None) -> None:
    """Begin a desk of one's own in a DIRECTORY: a catalog that passes, workflows, a read-me file.

    What no option says is asked, on a terminal. Nothing that is there is overwritten.
    """
    from sportello.api.starting import refuse_another, start_desk
    from sportello.starter.files import read_program, wordless
    from sportello.starter.origin import installed_from
    from sportello.worktime.zones import Zone

    with answered():
        taken_from = read_program(program) if program else installed_from()
        refuse_another(directory)
        answers = _answers(flags)
        day = datetime.now(Zone(answers.timezone)).date()
        started = start_desk(directory, answers, taken_from, day)
    for each in started.files:
        click.echo(directory / each)
    click.echo("\nIts catalog passes `sportello check`; README.md says how to go on.")
    if started.findings:
        click.echo("`sportello check` also tells what is good to know of it.")
    if languages := wordless(answers):
        files = " and ".join(f"site/messages/{each}.po" for each in languages)
        click.echo(
            f"The site says in English what is not translated yet in {files}; so do the first "
            "texts of the catalog, in services/main.yaml, mailboxes.yaml and sla.yaml."
        )
    if placeholders := _placeholders(taken_from):
        click.echo(
            "The workflows do not know yet which Sportello to run: in the files of "
            f".github/workflows/, put {' and '.join(placeholders)}."
        )


def _placeholders(program: "Program") -> list[str]:
    """Return what is still to be written into the workflows, and in place of what."""
    from sportello.starter.files import PLACEHOLDER

    told = []
    if program.repository == PLACEHOLDER.repository:
        told.append(f"the repository of Sportello on GitHub in place of {program.repository}")
    if program.commit == PLACEHOLDER.commit:
        told.append("the commit of it in place of the zeros")
    return told


def _answers(flags: dict[str, str | None]) -> "Answers":
    """Return the answers of the flags, and ask for the others where somebody can be asked."""
    from sportello.findings import Invalid
    from sportello.starter.answers import READERS, Answers

    given = {name: written for name, written in flags.items() if written is not None}
    missing = [name for name in _QUESTIONS if name not in given]
    if missing and not sys.stdin.isatty():
        listed = "\n".join(f'  --{each} "{_QUESTIONS[each][1]}"' for each in missing)
        raise click.UsageError(f"nobody can be asked here; say also, for example:\n{listed}")
    read, wrong = {}, []
    for name, written in given.items():
        try:
            read[name] = READERS[name](written)
        except Invalid as error:
            wrong.append(f"--{name}: {error}")
    if wrong:
        raise click.UsageError("\n".join(wrong))
    for name in missing:
        question, example = _QUESTIONS[name]
        read[name] = click.prompt(
            f"{question}, such as {example}", prompt_suffix="\n> ", value_proc=_reading(name)
        )
    return Answers(**{name: read[name] for name in READERS})


def _reading(name: str) -> Callable[[str], Any]:
    """Return what reads an answer on the terminal: it is asked for again where it is wrong."""
    from sportello.findings import Invalid
    from sportello.starter.answers import READERS

    def read(written: str) -> Any:
        try:
            return READERS[name](written)
        except Invalid as error:
            raise click.UsageError(str(error)) from None

    return read
