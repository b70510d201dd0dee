"""What is generated for servers has international domains in ASCII, and nothing else in letters."""

import pytest

from routing.desk import box, desk, retired
from sportello.catalog.model import Catalog
from sportello.targets import AnyTarget, all_targets, render

ASCII, LETTERS = "xn--citt-3na.example", "città.example"


def catalog(domain: str) -> Catalog:
    return desk(
        {
            "a": box(f"a@{domain}", "desk", aliases=(f"b@{domain}",)),
            "old": box(f"old@{domain}", retired=retired(text=f"Now a@{domain}")),
        },
        {"desk": f"desk@{domain}"},
        domains=(domain,),
        catch_all={domain: ("desk",)},
    )


TARGETS = [each for each in all_targets() if each.directory.startswith("routing/")]


@pytest.mark.parametrize("target", TARGETS, ids=lambda each: each.directory)
def test_both_forms_make_the_same_files(target: AnyTarget) -> None:
    made = render([target], catalog(LETTERS))
    assert made == render([target], catalog(ASCII))
    for path, content in made.items():
        if path not in OWN_FORM:
            assert LETTERS.encode() not in content, path


OWN_FORM = {
    "routing/postfix/idn",
    *(f"routing/exim/{name}" for name in ("domains", "virtual", "retired")),
}
"""The files that have the letters beside the ASCII form, for clients that write them."""
