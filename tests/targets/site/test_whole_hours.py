"""Hours stay in one line, and attributes stay as they are."""

from markdown import markdown

from sportello.targets.site.whole_hours import WholeHours


def test_hours_are_marked_in_text_alone() -> None:
    text = 'Monday 09:00–13:00 and <b title="08:00–12:00">14:00–18:00</b>, 2 January – 3 January'
    assert markdown(text, extensions=[WholeHours()]) == (
        '<p>Monday <span class="whole">09:00–13:00</span> and '
        '<b title="08:00–12:00"><span class="whole">14:00–18:00</span></b>, 2 January – 3 January</p>'
    )


def test_hours_in_raw_blocks_are_marked_too() -> None:
    made = markdown("<div>\n<p>09:00–13:00</p>\n</div>", extensions=[WholeHours()])
    assert '<p><span class="whole">09:00–13:00</span></p>' in made
