"""What Vega-Lite draws -> SVG for a page whose colours are its own, and whose policy is strict."""

import re
from importlib.util import find_spec
from typing import Final

from babel import Locale

from sportello.report.forms.html.look import Spec

_CLASSES: Final = {
    "#000001": "ink",
    "#000002": "paper",
    "#000003": "grid",
    "#000011": "series-1",
    "#000012": "series-2",
    "#000013": "series-3",
    "#000014": "series-4",
    "#000021": "good",
    "#000022": "neither",
    "#000023": "bad",
}
_TAG: Final = re.compile(r"<(\w+)([^<>]*?)(/?)>")
_COLOUR: Final = re.compile(r' (fill|stroke)="(#0000\d\d)"')
_OWN: Final = re.compile(r' (?:class|role|aria-\w+|pointer-events)="[^"]*"')
"""What Vega tells of single marks: to whoever hears a page, a chart is one picture with a name."""
_SIZE: Final = re.compile(r' (?:width|height|xmlns:xlink|version|class)="[^"]*"')


def can_draw() -> bool:
    """Tell whether charts can be drawn: vl-convert is an extra of its own."""
    return find_spec("vl_convert") is not None


def svg(spec: Spec, label: str, locale: Locale) -> str:
    """Return a chart as SVG without script or style, as one picture that `label` names.

    `label` is the identifier of an element of the page. The same chart gives the same bytes.
    """
    import vl_convert  # noqa: PLC0415 - an extra, and 80 MB

    symbols = locale.number_symbols["latn"]
    numbers = {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", ""],
    }
    drawn = vl_convert.vegalite_to_svg(spec, format_locale=numbers)
    head, rest = drawn.split(">", 1)
    root = f'{_SIZE.sub("", head)} role="img" aria-labelledby="{label}">'
    return root + _TAG.sub(_coloured, rest)


def _coloured(tag: re.Match[str]) -> str:
    """Return a tag with classes in the place of its colours, and without what Vega adds."""
    name, attributes, end = tag.groups()
    classes = [f"{each[1]}-{_CLASSES[each[2]]}" for each in _COLOUR.finditer(attributes)]
    plain = _COLOUR.sub("", _OWN.sub("", attributes))
    own = f' class="{" ".join(classes)}"' if classes else ""
    return f"<{name}{own}{plain}{end}>"
