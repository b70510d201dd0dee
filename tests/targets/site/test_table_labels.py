"""Cells of tables carry the names of their columns, which a phone shows."""

import re

from markdown import Markdown


def labels(text: str) -> list[list[str | None]]:
    """The label of each cell, by row."""
    page = Markdown(extensions=["tables", "attr_list", "sportello.targets.site.table_labels"])
    rows = re.findall(r"<tr>(.*?)</tr>", page.convert(text), re.DOTALL)[1:]
    cells = [re.findall(r"<t[dh][^>]*>", row) for row in rows]
    found = [[re.search(r'data-label="([^"]*)"', cell) for cell in row] for row in cells]
    return [[each and each[1] for each in row] for row in found]


def test_each_cell_but_the_title_of_its_row_has_one() -> None:
    table = "| Service | Write to | |\n|---|---|---|\n| ISEE | isee@acme.example | x |\n"
    assert labels(table) == [[None, "Write to", None]]


def test_html_in_a_heading_is_no_part_of_it() -> None:
    table = '| A | <span class="hidden">Hours</span><b>0</b> |\n|---|---|\n| x | y |\n'
    assert labels(table) == [[None, "Hours0"]]


def test_signs_that_mean_something_to_html_are_left_out() -> None:
    table = "| A | &lt;b&gt; &quot;x&quot; |\n|---|---|\n| x | y |\n"
    assert labels(table) == [[None, "b x"]]
