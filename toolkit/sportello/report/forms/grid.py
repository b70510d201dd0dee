"""Tables of characters that fit a width: headings wrap, and what is too wide goes on below."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

_GAP: Final = "  "
_LONGEST: Final = 36
"""Characters of a text that are shown at most."""
_HEADING: Final = 9
"""Characters of a heading that stand in a line, however narrow its column."""
_LEAST: Final = 12
"""Characters of a text that are shown, however narrow the table."""


def plain_line(text: str) -> str:
    """Return a text in one line, with what would move the cursor as its codes."""
    line = " ".join(text.split())
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


def grid(
    header: Sequence[str], rows: Sequence[Sequence[str]], texts: int, width: int
) -> Iterator[str]:
    """Yield the lines of a table; the first `texts` columns stand on the left, numbers right.

    Where it would be too wide, texts are cut. Numbers that do not fit then follow in a table of
    their own below, with the texts again.
    """
    columns = [list(map(plain_line, column)) for column in zip(header, *rows, strict=True)]
    numbers = sum(
        len(_GAP) + max(_widest(cells), _widest(_wrapped(head, _widest(cells))))
        for head, *cells in columns[texts:]
    )
    wanted = [_widest(column) for column in columns[:texts]]
    for place, most in enumerate(_shares(wanted, width - numbers)):
        columns[place] = [_cut(cell, most) for cell in columns[place]]
    heads = [_wrapped(head, _widest(cells)) for head, *cells in columns]
    widths = [
        max(_widest(head), _widest(column[1:])) for head, column in zip(heads, columns, strict=True)
    ]
    for number, block in enumerate(_blocks(widths, texts, width)):
        if number:
            yield ""
        height = max(len(heads[place]) for place in block)
        lines = [
            [([""] * (height - len(heads[place])) + heads[place])[line] for place in block]
            for line in range(height)
        ]
        lines += [[columns[place][row + 1] for place in block] for row in range(len(rows))]
        for cells in lines:
            placed = (
                cell.ljust(widths[place]) if place < texts else cell.rjust(widths[place])
                for place, cell in zip(block, cells, strict=True)
            )
            yield _GAP.join(placed).rstrip()


def _widest(cells: Sequence[str]) -> int:
    return max(map(len, cells), default=0)


def _shares(widths: Sequence[int], width: int) -> list[int]:
    """Return how wide texts may be: the widest give way until all fit, to `_LEAST` at most."""
    shares = [min(each, _LONGEST) for each in widths]
    room = width - len(_GAP) * (len(shares) - 1)
    while sum(shares) > room and max(shares, default=0) > _LEAST:
        shares[shares.index(max(shares))] -= 1
    return shares


def _blocks(widths: Sequence[int], texts: int, width: int) -> Iterator[list[int]]:
    """Yield the columns that stand beside each other."""
    named = list(range(texts))
    taken = sum(widths[place] + len(_GAP) for place in named)
    block, used = list(named), taken
    for place in range(texts, len(widths)):
        if len(block) > len(named) and used + widths[place] > width:
            yield block
            block, used = list(named), taken
        block.append(place)
        used += widths[place] + len(_GAP)
    yield block


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _wrapped(head: str, width: int) -> list[str]:
    """Return a heading in lines as wide as the column, or as its longest word."""
    longest = max(map(len, head.split()), default=1)
    width = max(width, min(len(head), _HEADING))
    return textwrap.wrap(head, max(width, longest), break_on_hyphens=False) or [""]
