"""What an adapter makes of a sample, in a form that a test can show."""

from pathlib import Path

from sportello.exports.system import BadRow, System

SAMPLES = Path(__file__).parent / "samples"


def events(system: System, file: str | Path) -> list[str]:
    """Return what happened, an event or a problem a line, with the file's own times."""
    assert system.events
    return [
        f"{each.number}: {each.problem}"
        if isinstance(each, BadRow)
        else " ".join(filter(None, (each.reference, each.at, each.kind, each.value, each.by)))
        for each in system.events(SAMPLES / file)
    ]


def rows(system: System, file: str | Path) -> dict[int, dict[str, str]]:
    """Return the rows by their numbers, without empty cells; a problem stands as `problem`."""
    assert system.rows
    found: dict[int, dict[str, str]] = {}
    for each in system.rows(SAMPLES / file):
        if isinstance(each, BadRow):
            found[each.number] = {"problem": each.problem}
            continue
        for at, number in enumerate(each.numbers):
            cells = {name: column[at] for name, column in each.columns.items()}
            found[number] = {name: cell for name, cell in cells.items() if cell}
    return found
