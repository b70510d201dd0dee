"""One comment and one issue that are kept up to date, on a GitHub of our own."""

from collections.abc import Iterator

import pytest

from fake_github import TOKEN, Fake, fake_github
from sportello.forge.github import ForgeError
from sportello.forge.keeping import (
    LONGEST,
    Outcome,
    fitting,
    keep_comment,
    keep_issue,
    patiently,
)

MARK = "<!-- sportello-plan: catalog -->"
TEXT = f"{MARK}\n### Plan: no harm; 1 effect\n"


@pytest.fixture
def fake() -> Iterator[Fake]:
    with fake_github() as made:
        yield made


def keep(fake: Fake, text: str = TEXT, *, only_update: bool = False) -> Outcome:
    return keep_comment(fake.github, 7, text, only_update=only_update)


def test_a_comment_is_created_then_left_alone_then_updated(fake: Fake) -> None:
    assert keep(fake) is Outcome.CREATED
    assert keep(fake) is Outcome.UNCHANGED
    assert fake.changed() == ["POST /repos/acme/desk/issues/7/comments"]
    assert keep(fake, f"{TEXT}more\n") is Outcome.UPDATED
    assert [each["body"] for each in fake.comments] == [f"{TEXT}more\n"]
    assert fake.tokens == {f"Bearer {TOKEN}"}


def test_what_github_does_to_line_ends_is_no_difference(fake: Fake) -> None:
    fake.comment(TEXT.rstrip().replace("\n", "\r\n"))
    assert keep(fake) is Outcome.UNCHANGED


def test_no_effect_creates_no_comment_and_updates_one(fake: Fake) -> None:
    assert keep(fake, only_update=True) is Outcome.NOTHING
    assert fake.changed() == []
    keep(fake)
    nothing = f"{MARK}\n### Plan: nothing changes\n"
    assert keep(fake, nothing, only_update=True) is Outcome.UPDATED
    assert fake.comments[0]["body"] == nothing


def test_a_comment_on_a_later_page_is_found(fake: Fake) -> None:
    for number in range(250):
        fake.comment(f"{number}", by="anna")
    ours = fake.comment(f"{MARK}\nold")
    for number in range(60):
        fake.comment(f"{number}", by="anna")
    assert keep(fake) is Outcome.UPDATED
    assert ours["body"] == TEXT
    assert len(fake.comments) == 311


@pytest.mark.parametrize("by", ["mallory", "other[bot]", "github-actions"])
def test_the_comment_of_somebody_else_with_our_mark_is_left_alone(fake: Fake, by: str) -> None:
    theirs = fake.comment(f"{MARK}\nThis plan is approved", by=by)
    assert keep(fake) is Outcome.CREATED
    assert theirs["body"] == f"{MARK}\nThis plan is approved"


@pytest.mark.parametrize(
    "body", ["<!-- sportello-plan: other -->\nplan", f"Somebody wrote {MARK}", f"> {MARK}", None]
)
def test_another_comment_of_our_account_is_left_alone(fake: Fake, body: str) -> None:
    other = fake.comment(body)
    assert keep(fake) is Outcome.CREATED
    assert other["body"] == body


def test_a_comment_whose_writer_is_gone_is_left_alone(fake: Fake) -> None:
    fake.comment(TEXT)["user"] = None
    assert keep(fake) is Outcome.CREATED


def test_a_text_that_is_too_long_is_cut_after_a_line_and_says_so(fake: Fake) -> None:
    long = TEXT + "a line\n" * 20_000
    assert keep(fake, long) is Outcome.CREATED
    said = fake.comments[0]["body"]
    assert len(said) <= LONGEST
    assert said.startswith(f"{TEXT}a line\n")
    assert said.endswith("a line\n\n**More does not fit here**: see the files of the run.\n")
    assert keep(fake, long) is Outcome.UNCHANGED


def test_what_fits_is_not_cut() -> None:
    assert fitting("x" * LONGEST) == "x" * LONGEST


def test_a_token_that_may_only_read_is_told_with_the_remedy_and_not_tried_again(fake: Fake) -> None:
    fake.comment("hello", by="anna")
    fake.instead = [(200, fake.comments, {})]
    fake.refuse(403, "Resource not accessible by integration")
    with pytest.raises(ForgeError) as raised:
        patiently(lambda: keep(fake), _never)
    assert "403 Resource not accessible by integration" in str(raised.value)
    assert "permissions:" in str(raised.value)
    assert TOKEN not in str(raised.value)
    assert TOKEN not in repr(fake.github)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (500, "Server Error"),
        (502, "Bad Gateway"),
        (429, "Too many requests"),
        (403, "You have exceeded a secondary rate limit. Please wait a few minutes"),
    ],
)
def test_what_passes_is_tried_again(fake: Fake, status: int, message: str) -> None:
    fake.refuse(status, message)
    fake.refuse(status, message)
    waited: list[float] = []
    assert patiently(lambda: keep(fake), waited.append) is Outcome.CREATED
    assert waited == [2, 10]


def test_a_comment_that_was_made_though_an_error_came_back_is_not_made_twice(fake: Fake) -> None:
    fake.instead = [(200, [], {})]
    fake.refuse(502, "Bad Gateway")
    fake.done_nonetheless = True
    assert patiently(lambda: keep(fake), lambda _: None) is Outcome.UNCHANGED
    assert len(fake.comments) == 1


def test_what_does_not_pass_ends_with_the_reason(fake: Fake) -> None:
    for _ in range(4):
        fake.refuse(503, "Service\n Unavailable")
    waited: list[float] = []
    with pytest.raises(ForgeError, match="503 Service Unavailable"):
        patiently(lambda: keep(fake), waited.append)
    assert waited == [2, 10, 30]


def test_a_forge_that_cannot_be_reached_is_told(fake: Fake) -> None:
    unreachable = fake.github
    with fake_github() as gone:
        unreachable = gone.github
    with pytest.raises(ForgeError, match="GET http://127") as raised:
        keep_comment(unreachable, 7, TEXT, only_update=False)
    assert raised.value.may_pass


def test_the_token_goes_to_no_other_host(fake: Fake) -> None:
    with fake_github() as other:
        fake.instead = [(302, {"message": "Moved"}, {"Location": f"{other.url}/here"})]
        with pytest.raises(ForgeError, match="302 Moved"):
            keep(fake)
        fake.instead = [(200, [], {"Link": f'<{other.url}/page2>; rel="next"'})]
        with pytest.raises(ForgeError, match="another host"):
            keep(fake)
        assert other.asked == []


def test_an_issue_is_created_updated_left_alone_and_closed(fake: Fake) -> None:
    title = "What ends soon in the catalog"
    assert keep_issue(fake.github, title, "a contract\n") is Outcome.CREATED
    assert keep_issue(fake.github, title, "a contract\n") is Outcome.UNCHANGED
    assert keep_issue(fake.github, title, "two contracts\n") is Outcome.UPDATED
    assert [(each["title"], each["state"]) for each in fake.issues] == [(title, "open")]
    assert fake.issues[0]["body"].endswith("two contracts\n")
    assert keep_issue(fake.github, title, "\n") is Outcome.CLOSED
    assert fake.issues[0]["state"] == "closed"
    assert keep_issue(fake.github, title, "") is Outcome.NOTHING


def test_issues_of_others_and_pull_requests_are_no_issue_of_ours(fake: Fake) -> None:
    title = "Links"
    mark = f"<!-- sportello: {title} -->"
    theirs = fake.issue(title, f"{mark}\nmine", by="mallory")
    pull = fake.issue(title, f"{mark}\nours", pull_request={"url": "https://api.github.com/…"})
    assert keep_issue(fake.github, title, "a link\n") is Outcome.CREATED
    assert theirs["body"] == f"{mark}\nmine"
    assert pull["body"] == f"{mark}\nours"


def _never(seconds: float) -> None:
    raise AssertionError(f"waited for {seconds} s")
