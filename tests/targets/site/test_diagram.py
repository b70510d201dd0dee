"""The drawing of a ticket's life: every state a box, every step a numbered arrow, no crossing."""

from xml.etree import ElementTree

from sportello.catalog.model import Lifecycle, State, Text, TicketType, Transition
from sportello.targets.site.diagram import lifecycle_svg

STATES = ["new", "open", "waiting", "done"]
STEPS = [
    ("new", "open"),
    ("new", "waiting"),
    ("open", "done"),
    ("waiting", "open"),
    ("open", "open"),
]


def lifecycle() -> Lifecycle:
    return Lifecycle(
        types={"incident": TicketType(name=Text("Incident"))},
        states={name: State(name=Text(f"<{name}> & co"), category="open") for name in STATES},
        transitions=tuple(Transition(from_=a, to=b, by="desk") for a, b in STEPS),
    )


def rendered() -> ElementTree.Element:
    return ElementTree.fromstring(lifecycle_svg(lifecycle(), 'The "life"', "it"))  # noqa: S314


def test_every_state_is_a_box_with_its_name() -> None:
    boxes = [g.findtext("text") for g in rendered().iter("g") if "state" in g.attrib["class"]]
    assert boxes == [f"<{name}> & co" for name in STATES]


def test_every_step_is_an_arrow_with_its_number() -> None:
    numbers = [g.findtext("text") for g in rendered().iter("g") if g.attrib["class"] == "number"]
    assert sorted(map(str, numbers)) == ["1", "2", "3", "4", "5"]
    assert len([p for p in rendered().iter("path") if p.attrib.get("class") == "step"]) == len(
        STEPS
    )


def test_steps_beside_the_boxes_keep_to_lanes_of_their_own() -> None:
    steps = [p.attrib["d"] for p in rendered().iter("path") if p.attrib.get("class") == "step"]
    lanes = [d.split("H")[1].split("V")[0] for d in steps if "H" in d]
    assert len(set(lanes)) == len(lanes) == 4


def test_the_number_of_a_step_from_row_to_row_stands_where_no_arrow_leaves_a_box() -> None:
    drawing = rendered()
    rows = [(float(r.attrib["y"]), float(r.attrib["height"])) for r in drawing.iter("rect")]
    heights = {
        g.findtext("text"): float(g[0].attrib["cy"])
        for g in drawing.iter("g")
        if g.attrib["class"] == "number"
    }
    beside_a_box = {
        number
        for number, y in heights.items()
        if any(top <= y <= top + height for top, height in rows)
    }
    assert beside_a_box == {"5"}, "that of a step that stays in its row"


def test_the_drawing_says_what_it_shows() -> None:
    assert rendered()[0].attrib["aria-label"] == 'The "life"'
