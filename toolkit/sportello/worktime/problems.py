"""What can be wrong with the data of a calendar, and how it is said."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sportello.findings import Invalid, KeyPath, Rule, did_you_mean, meant_keys
from sportello.findings.shape_rules import S001, S003, S005
from sportello.part import Part
from sportello.worktime.rules import W001


@dataclass(frozen=True, slots=True)
class SpecProblem:
    """One thing that is wrong with a calendar's data, by a rule.

    `path` leads from the calendar's entry to the value, or with `on_key` to the key; `hint` is the
    remedy.
    """

    path: KeyPath
    message: str
    hint: str
    on_key: bool = False
    rule: Rule = W001

    def __str__(self) -> str:
        place = " > ".join(str(step) for step in self.path)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}; {self.hint}"


class SpecError(ValueError):
    """The data of a calendar is wrong; `problems` holds everything that is."""

    def __init__(self, name: str, problems: Iterable[SpecProblem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__(name, self.problems)

    def __str__(self) -> str:
        return "\n".join(f'calendar "{self.name}": {problem}' for problem in self.problems)


@dataclass(slots=True)
class SpecProblems:
    """Collects problems, so that all are told at once."""

    found: list[SpecProblem] = field(default_factory=list)

    def add(
        self, path: KeyPath, message: str, hint: str, rule: Rule = W001, *, on_key: bool = False
    ) -> None:
        """Note one problem."""
        self.found.append(SpecProblem(path, message, hint, on_key, rule))

    def add_error(self, path: KeyPath, error: Invalid) -> None:
        """Note a value that could not be read."""
        self.add(path, error.message, error.hint, S005)

    def touch(self, *keys: str) -> bool:
        """Whether a problem lies under one of these top-level keys, or at the top itself."""
        return any(not problem.path or problem.path[0] in keys for problem in self.found)


def check_keys(
    value: dict[object, object],
    path: KeyPath,
    kind: type[Part],
    problems: SpecProblems,
    missing: Collection[str] = (),
) -> frozenset[str]:
    """Note every key that a kind of entry does not have, and a note that is no text.

    Returns the keys that unknown ones seem to be, such as the only one that is `missing`: that
    these are not there is no mistake of its own.
    """
    known = keys_of(kind)
    unknown = {key: str(key) for key in value if key not in known}
    likely = meant_keys(
        [*unknown.values(), *(key for key in known if key in value)], known, missing
    )
    for key, word in unknown.items():
        guess = f'did you mean "{likely[word]}"? ' if word in likely else ""
        hint = f"{guess}the keys are {', '.join(known)}"
        place = (*path, step(key))
        problems.add(place, f"{shown(key)} is not a key here", hint, S001, on_key=True)
    note = value.get("note", "-")
    if "note" in known and not (isinstance(note, str) and note.strip()):
        problems.add(
            (*path, "note"), f"{shown(note)} is not a text", "write one, or remove the key", S003
        )
    unwritten = {*missing} - {*value, *likely.values()}
    # As many as there are unknown ones left, or all: these are they, and which is which stays open.
    as_many = len(unwritten) <= len(unknown) - len(likely)
    left = unwritten if as_many or (unknown and len(unknown) == len(value)) else ()
    return frozenset({*likely.values(), *left} - {*value})


def keys_of(kind: type[Part]) -> tuple[str, ...]:
    """Return the keys of an entry by their names in YAML."""
    return kind.__struct_encode_fields__


def step(key: object) -> str | int:
    """Return a mapping's key as a step of a path."""
    return key if isinstance(key, str | int) else shown(key)


def shown(value: object) -> str:
    """Return a value as it may stand in a message: quoted, and cut if long."""
    match value:
        case str():
            text = f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
        case None:
            text = "an empty value"
        case bool():
            text = "true" if value else "false"
        case dict():
            text = "a mapping"
        case list():
            text = "a list"
        case int() if abs(value) >= 10**20:
            text = "a very long number"
        case _:
            text = str(value)
    return text


def suggestion(word: str, known: Collection[str]) -> str:
    """Return 'did you mean "x"? ' for the known word nearest to a misspelt one, or nothing."""
    guess = did_you_mean(word, known, "")
    return f"{guess} " if guess else ""
