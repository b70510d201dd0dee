"""What the page for mail admins has them type is what the files of the targets say."""

import re
import shlex
from pathlib import Path

from sportello.targets import opensmtpd, postfix, sieve

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "mail-admin.md").read_text()
TARGETS = Path(postfix.__file__).parents[1]


def static(path: str) -> str:
    return (TARGETS / path).read_text()


def test_the_settings_of_postfix_are_those_of_the_snippet() -> None:
    lines = re.sub(r"\n[ \t]+", " ", static("postfix/main.cf.snippet")).splitlines()
    pairs = [line.split("=", 1) for line in lines if line and not line.startswith("#")]
    settings = {name.strip(): value.strip() for name, value in pairs}
    page = PAGE.replace("\\\n", "")
    (typed,) = re.findall(r"^postconf -e (recipient_delimiter=.*)", page, re.MULTILINE)
    assert dict(each.split("=", 1) for each in shlex.split(typed)) == settings
    assert len(settings) == 7


def test_the_tables_that_opensmtpd_is_to_read_again_are_all_of_them() -> None:
    tables = set(
        re.findall(r"^table sportello_(\w+) ", static("opensmtpd/smtpd.conf"), re.MULTILINE)
    )
    for text in (PAGE, static("opensmtpd/README.txt")):
        loops = re.findall(r"for t in ([\w ]+); do smtpctl", text)
        assert loops
        assert all(set(loop.split()) == tables for loop in loops)


def test_every_path_leads_through_the_link() -> None:
    for path in (
        "exim/main.conf",
        "opensmtpd/smtpd.conf",
        "postfix/main.cf.snippet",
        "sieve/90-sportello.conf",
    ):
        named = re.findall(r"/etc/\w+/sportello\S*", static(path))
        assert named, path
        assert all("/sportello/current" in each for each in named), path


def test_the_page_names_every_directory_of_the_archive() -> None:
    folders = {path.parent.name for path in TARGETS.glob("*/README.txt")} - {
        "calculator",
        "hosting",
        "issue_forms",
    }
    assert {postfix.TARGET.directory, opensmtpd.TARGET.directory, sieve.TARGET.directory} <= {
        f"routing/{each}" for each in folders
    }
    assert all(f"sportello-routing-v1/{each}" in PAGE or f"`{each}/`" in PAGE for each in folders)
