"""The acknowledgement that the page on routing shows says what the page says that it says."""

import re
from pathlib import Path

import yaml

from conftest import Write
from sportello.api.deciding import decide
from sportello.catalog import load
from sportello.routing import answer_text
from sportello.rules import check

PAGE = (Path(__file__).parents[2] / "docs" / "routing.md").read_text()


def test_the_promise_is_filled_as_shown(catalog_at: Write) -> None:
    (block,) = re.findall(r"```yaml\n(acknowledgements:\n.*?)```", PAGE, re.DOTALL)
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    standard = yaml.safe_load(block)["acknowledgements"]["received"]
    loaded = load(
        catalog_at(
            (
                "mailboxes.yaml",
                "standard: {subject: {it: Ricevuto, en: Received}, text: {it: Grazie, en: Thanks}}",
                f"standard: {yaml.safe_dump(standard, default_flow_style=True, width=10**6)}",
            ),
            ("services/main.yaml", "Pump}, mailbox: help,", "Pump}, contacts: [sales],"),
        )
    )
    assert check(loaded) == []
    answer = decide(loaded.catalog, "help@acme.example").acknowledgement
    assert answer is not None
    assert answer_text(answer, ("it", "en")) == shown
