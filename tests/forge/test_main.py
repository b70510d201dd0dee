"""`python3 -m sportello.forge` as a step of a workflow runs it: on a Python with nothing installed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Write
from fake_github import BOT, TOKEN, Fake, fake_github
from repository import new_repository
from sportello.forge.__main__ import main
from sportello.forge.github import ForgeError
from sportello.forge.run import branches
from sportello.plan.forms.markdown import mark

TOOLKIT = Path(__file__).parents[2] / "toolkit"
PLAN = f"{mark('catalog')}\n### Plan: no harm; 1 effect\n\nFrom `HEAD^1` to `HEAD`\n"


@pytest.fixture
def fake() -> Iterator[Fake]:
    with fake_github() as made:
        yield made


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "plan.markdown").write_text(PLAN)
    (tmp_path / "plan.json").write_text('{"format": 1, "changes": [{"kind": "text"}]}')
    return tmp_path


def pull_request(head: str | None) -> dict[str, Any]:
    return {
        "action": "synchronize",
        "number": 7,
        "pull_request": {
            "number": 7,
            "head": {
                "sha": "c0ffee",
                "ref": "longer-hours",
                "label": f"{(head or 'unknown').partition('/')[0]}:longer-hours",
                "repo": head and {"full_name": head},
            },
            "base": {"ref": "main", "repo": {"full_name": "acme/desk"}},
        },
    }


OWN = pull_request("acme/desk")


def run(
    fake: Fake, work: Path, *arguments: str, event: Any = OWN, name: str = "pull_request"
) -> "subprocess.CompletedProcess[str]":
    (work / "event.json").write_text(json.dumps(event))
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(TOOLKIT),
        "GITHUB_API_URL": fake.url,
        "GITHUB_EVENT_NAME": name,
        "GITHUB_EVENT_PATH": str(work / "event.json"),
        "GITHUB_REPOSITORY": "acme/desk",
        "GITHUB_RUN_ID": "1658821493",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_TOKEN": TOKEN,
    }
    command = [sys.executable, "-S", "-m", "sportello.forge", *arguments]
    done = subprocess.run(
        command, cwd=work, env=environment, check=False, capture_output=True, text=True, timeout=60
    )
    assert TOKEN not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_a_plan_is_said_on_its_pull_request_with_a_link_to_the_run(fake: Fake, work: Path) -> None:
    done = run(fake, work, "comment", ".")
    assert done.stdout == "comment on pull request 7: created\n"
    [comment] = fake.comments
    assert comment["body"].startswith(PLAN.rstrip())
    assert "https://github.com/acme/desk/actions/runs/1658821493" in comment["body"]
    assert "unchanged" in run(fake, work, "comment", ".").stdout
    assert fake.changed() == ["POST /repos/acme/desk/issues/7/comments"]


def test_in_a_private_repository_a_comment_holds_what_the_public_may_know(
    fake: Fake, work: Path
) -> None:
    (work / "plan.public.markdown").write_text(f"{mark('catalog')}\n### Plan: nothing changes\n")
    run(fake, work, "comment", ".", event={**OWN, "repository": {"private": True}})
    [comment] = fake.comments
    assert "nothing changes" in comment["body"]
    assert "1 effect" not in comment["body"]


def test_a_plan_without_effect_is_said_only_where_one_was_said_before(
    fake: Fake, work: Path
) -> None:
    (work / "plan.json").write_text('{"format": 1, "changes": []}')
    assert "nothing to say" in run(fake, work, "comment", ".").stdout
    assert fake.comments == []
    fake.comment(f"{mark('catalog')}\nmail is lost")
    assert "updated" in run(fake, work, "comment", ".").stdout


@pytest.mark.parametrize("head", ["mallory/desk", None])
def test_for_a_fork_nothing_is_asked_since_the_token_may_only_read(
    fake: Fake, work: Path, head: str | None
) -> None:
    done = run(fake, work, "comment", ".", event=pull_request(head))
    assert done.returncode == 0
    assert "from a fork" in done.stdout
    assert fake.asked == []


def test_a_workflow_of_the_base_comments_for_a_fork(fake: Fake, work: Path) -> None:
    event = pull_request("mallory/desk")
    done = run(fake, work, "comment", ".", event=event, name="pull_request_target")
    assert "created" in done.stdout
    assert [each["user"]["login"] for each in fake.comments] == [BOT]


def test_a_push_has_no_comment(fake: Fake, work: Path) -> None:
    done = run(fake, work, "comment", ".", event={"ref": "refs/heads/main"}, name="push")
    assert (done.returncode, fake.asked) == (0, [])
    assert "no pull request" in done.stdout


def test_a_refusal_ends_the_step_with_its_reason(fake: Fake, work: Path) -> None:
    fake.refuse(403, "Resource not accessible by integration")
    done = run(fake, work, "comment", ".")
    assert done.returncode == 1
    assert "403 Resource not accessible by integration; look at `permissions:`" in done.stderr


def test_an_issue_is_kept(fake: Fake, work: Path) -> None:
    (work / "soon.md").write_text("a contract ends\n")
    done = run(fake, work, "issue", "What ends soon", "soon.md", event={}, name="schedule")
    assert done.stdout == "issue 'What ends soon': created\n"
    (work / "soon.md").write_text("")
    done = run(fake, work, "issue", "What ends soon", "soon.md", event={}, name="schedule")
    assert done.stdout == "issue 'What ends soon': closed\n"


@pytest.mark.parametrize("arguments", [(), ("comment",), ("delete", "x"), ("comment", "missing")])
def test_misuse_is_told(fake: Fake, work: Path, arguments: tuple[str, ...]) -> None:
    done = run(fake, work, *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert fake.asked == []


def test_outside_of_a_workflow_it_says_what_is_missing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "sportello.forge", "comment", "."],
        cwd=tmp_path, env={"PYTHONPATH": str(TOOLKIT)}, check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.stderr == "Error: GITHUB_REPOSITORY is not set: this is for a step of a workflow\n"


@pytest.mark.parametrize(
    ("event", "names"),
    [
        (OWN, ("main", "longer-hours merged into main")),
        (pull_request("mallory/desk"), ("main", "mallory:longer-hours merged into main")),
        (pull_request(None), ("main", "unknown:longer-hours merged into main")),
        ({"ref": "refs/heads/main"}, None),
    ],
)
def test_sides_are_called_as_the_event_calls_its_branches(
    tmp_path: Path, event: Any, names: tuple[str, str] | None
) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event))
    assert branches({"GITHUB_EVENT_PATH": str(file)}) == names
    assert branches({}) is None


def test_a_plan_names_the_branches_of_its_pull_request(
    catalog_at: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalog_at()
    git = new_repository(root.parent)
    git("add", ".")
    git("commit", "--message", "merge")
    (root.parent / "event.json").write_text(json.dumps(OWN))
    monkeypatch.chdir(root.parent)
    main(["plan", "HEAD", "HEAD", "plan"], {"GITHUB_EVENT_PATH": "event.json"})
    commit = git("rev-parse", "--short", "HEAD")
    said = f"From `main` ({commit}) to `longer-hours merged into main` ({commit})"
    for name in ("plan.markdown", "plan.public.markdown"):
        assert said in (root.parent / "plan" / name).read_text()


def test_a_plan_of_no_revision_is_told(catalog_at: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = catalog_at()
    git = new_repository(root.parent)
    git("add", ".")
    git("commit", "--message", "first")
    monkeypatch.chdir(root.parent)
    with pytest.raises(ForgeError, match='unknown revision "nowhere"'):
        main(["plan", "nowhere", "HEAD", "plan"], {})
