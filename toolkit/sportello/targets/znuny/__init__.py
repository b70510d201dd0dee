"""Znuny: postmaster filters that mark each mail of a ticket desk with its mailbox and services.

Files: `postmaster_filters.yaml`, and, without any text of the catalog, `README.txt`. They hold the
mail of destinations whose `system` is znuny.
"""

import json
import re

from sportello.files import Files
from sportello.routing import RoutingTable
from sportello.targets.intake import Intake, intakes
from sportello.targets.target import GENERATED, RoutingTarget, static_files

_CHECK = """\
# Check: python3 -c 'import yaml, sys; yaml.safe_load(sys.stdin)' < postmaster_filters.yaml
"""


_FILTER = """\
- Name: {name}
  StopAfterMatch: 0
  Match:
  - Key: {key}
    Value: {value}
  Not: []
  Set:
  - Key: X-OTRS-DynamicField-SportelloMailbox
    Value: {mailbox}
  - Key: X-OTRS-DynamicField-SportelloService
    Value: {services}
"""


def render(table: RoutingTable) -> Files:
    """Return the filters, and the file that says how to apply them."""
    text = "".join(_filter(each) for each in intakes(table, "znuny")) or "[]\n"
    return {
        **static_files(__name__, "README.txt"),
        "postmaster_filters.yaml": (GENERATED + _CHECK + text).encode(),
    }


def _filter(intake: Intake) -> str:
    # Values are Perl patterns, anchored nowhere: what is meant literally is escaped.
    key, value = (
        ("X-Sportello-Mailbox", f"^{_literally(intake.mailbox)}$")
        if intake.tagged
        else ("To", f"EMAILADDRESS:^{_literally(intake.delivery)}$")
    )
    return _FILTER.format(
        name=_quoted(f"sportello {intake.mailbox} at {intake.destination}"),
        key=key,
        value=_quoted(value),
        mailbox=_quoted(intake.mailbox),
        services=_quoted(", ".join(intake.services)),
    )


def _quoted(text: str) -> str:
    """Return a text as YAML, of which every text of JSON is one."""
    return json.dumps(text)


def _literally(text: str) -> str:
    # Python leaves @ as it is, which begins a variable in Perl.
    return re.escape(text).replace("@", r"\@")


TARGET = RoutingTarget("routing/znuny", render)
