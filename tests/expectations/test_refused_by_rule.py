"""An expectation about a mail that a message rule refuses."""

import pytest

from routing.desk import box, desk, has, rule
from sportello.catalog.model import Address, Text
from sportello.expectations.model import Mail, RouteCase
from sportello.expectations.routes import check_route

DESK = desk(
    {
        "help": box(
            "help@01s.it",
            "desk",
            rules={"offers": rule(refuse=Text({"it": "Non è qui", "en": "Not here"}), subject=has("offer"))},
        )
    },
    {"desk": "desk@mbox.example"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("mail", "claims", "wrong"),
    [
        ({"subject": "An offer"}, {"refused": "Non è qui"}, 0),
        ({"subject": "An offer"}, {"refused": "550 5.7.1", "delivers_to": ()}, 0),
        ({"subject": "An offer"}, {"refused": False, "acknowledged": False}, 1),
        ({"subject": "Help"}, {"refused": "Not here"}, 1),
        ({"subject": "An offer", "from_": ""}, {"refused": False, "delivers_to": ("desk",)}, 0),
        ({"subject": "An offer", "headers": {"Auto-Submitted": "no"}}, {"refused": False}, 0),
    ],
)
def test_it_is_judged_like_any_refusal(
    mail: dict[str, object], claims: dict[str, object], wrong: int
) -> None:
    case = RouteCase(mail=Mail(to=Address("help@01s.it"), **mail), **claims)  # type: ignore[arg-type]
    assert len(check_route(DESK, case).mismatches) == wrong
