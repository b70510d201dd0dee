"""What is made once: by the object that it is made of, not by its value or its name."""

import jinja2

from sportello.targets.site.once import once, remembered
from sportello.worktime import Duration

WRITTEN = {
    "one.j2": "{% macro told(what) %}one {{ what }} {{ count() }}{% endmacro %}",
    "two.j2": "{% macro told(what) %}two {{ what }} {{ count() }}{% endmacro %}",
    "page.j2": """\
{%- import "one.j2" as one %}{% import "two.j2" as two -%}
{{ one.told | once("a") }}, {{ two.told | once("a") }}, {{ one.told | once("a") }}, {{ one.told | once("b") }}""",
}


def test_macros_of_one_name_are_told_apart() -> None:
    templates = jinja2.Environment(loader=jinja2.DictLoader(WRITTEN), autoescape=True)
    templates.filters["once"] = once()
    calls = iter(range(9))
    templates.globals["count"] = lambda: next(calls)
    assert templates.get_template("page.j2").render() == "one a 0, two a 1, one a 0, one b 2"


def test_equal_values_keep_their_own_words() -> None:
    hour, minutes = Duration.parse("1 hour"), Duration.parse("60 minutes")
    assert hour == minutes
    words = remembered(lambda value: "an hour" if value is hour else "sixty minutes")
    assert [words(each) for each in (hour, minutes, hour)] == [
        "an hour",
        "sixty minutes",
        "an hour",
    ]
