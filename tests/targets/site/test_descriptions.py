"""Search engines are told of each page what it alone says."""

from collections import Counter

import yaml


def test_no_two_pages_of_a_language_are_described_alike(pages: dict[str, str]) -> None:
    for language in ("it", "en"):
        told = Counter(
            yaml.safe_load(page.split("---\n")[1])["description"]
            for path, page in pages.items()
            if path.startswith(f"{language}/") and path.endswith(".md")
        )
        assert [text for text, times in told.items() if times > 1] == []
        assert len(told) > 50


def test_a_service_is_described_by_what_it_is_and_how_to_reach_it(pages: dict[str, str]) -> None:
    told = {
        name: yaml.safe_load(pages[f"en/services/{name}/index.md"].split("---\n")[1])["description"]
        for name in ("isee", "ditech-xmart", "two-area-support")
    }
    assert told["isee"] == "ISEE (SiSemplice). Write to helpdesk.sisemplice.isee@01s.it."
    assert told["ditech-xmart"] == "Xmart (Head-office systems). Call +39 051 603 3358."
    assert told["two-area-support"].startswith("Support for customers and partners (Two-area")
    assert told["two-area-support"].endswith("How to reach it, when they answer and how soon.")
