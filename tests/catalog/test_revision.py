"""The catalog of the past comes from git, or the reader is told why it cannot."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from frozen import FROZEN
from repository import Git, new_repository
from sportello.catalog import load
from sportello.catalog.expectation_files import expectation_files_in
from sportello.catalog.git_history import RevisionError
from sportello.catalog.revision import load_at, repository_of
from sportello.catalog.yaml.text import LARGEST

Write = Callable[..., Path]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Run git in a new repository."""
    return new_repository(tmp_path)


@pytest.fixture
def root(git: Git, catalog_at: Write) -> Path:
    """The small catalog, committed twice: 40 business hours, then 20."""
    root = catalog_at()
    git("add", ".")
    git("commit", "-m", "Forty hours")
    git("tag", "v1")
    sla = root / "sla.yaml"
    sla.write_text(sla.read_text().replace("40 business hours", "20 business hours"))
    git("commit", "-am", "Twenty hours")
    return root


def promised(root: Path, revision: str) -> str:
    past = load_at(root, revision)
    assert past.loaded.findings == ()
    return str(past.loaded.catalog.policies["base"].targets["first_response"].within)


@pytest.mark.parametrize("revision", ["v1", "HEAD~1", "main^", "HEAD@{1}"])
def test_terms_are_those_of_the_revision(root: Path, revision: str) -> None:
    assert promised(root, revision) == "40 business hours"


def test_expectations_and_hidden_folders_are_no_files_of_the_catalog(
    tmp_path: Path, git: Git
) -> None:
    root = copytree(FROZEN, tmp_path / "catalog")
    assert [*root.glob("tests/*.yaml")]
    for folder in (".idea", "services/.idea", "README.d"):
        (root / folder).mkdir()
        (root / folder / "x.xml").write_text("<x/>")
    git("add", "--force", ".")
    git("commit", "-m", "All")
    past, now = load_at(root, "HEAD").loaded, load(root)
    assert past.documents.unknown == now.documents.unknown == ()
    assert past.catalog == now.catalog
    assert len(past.findings) == len(now.findings)


def test_expectations_are_read_as_they_were_committed(root: Path, git: Git) -> None:
    tests = root / "tests"
    tests.mkdir()
    (tests / "mail.yaml").write_text("routes: []\n")
    (tests / "README.md").write_text("Why we expect this.\n")
    git("add", ".")
    git("commit", "-m", "Expectations")
    (tests / "mail.yaml").write_text("routes: {\n")
    commit = repository_of(root).commit("HEAD")
    (found,) = expectation_files_in(commit.tree)
    assert (found.path, found.content) == ("tests/mail.yaml", b"routes: []\n")
    assert found.shown == f"{commit.name}:catalog/tests/mail.yaml"
    assert expectation_files_in(repository_of(root).commit("v1").tree) == ()


def test_short_and_full_names_of_a_commit_work(root: Path, git: Git) -> None:
    commit = git("rev-parse", "v1")
    assert {promised(root, commit[:7]), promised(root, commit)} == {"40 business hours"}
    past = load_at(root, commit)
    assert commit.startswith(past.commit)
    assert past.committed.isoformat() == "2026-01-05T10:00:00+01:00"


def test_working_tree_does_not_count_and_is_left_alone(root: Path) -> None:
    (root / "sla.yaml").write_text("policies: {")
    assert promised(root, "HEAD") == "20 business hours"
    assert (root / "sla.yaml").read_text() == "policies: {"


def test_catalog_that_is_gone_by_now_is_found(root: Path, git: Git) -> None:
    git("mv", "catalog", "desk")
    git("commit", "-m", "Move")
    assert promised(root, "v1") == "40 business hours"
    with pytest.raises(RevisionError, match=r"^there was no directory desk at .* \(2026-01-05\)"):
        load_at(root.parent / "desk", "v1")


def test_catalog_may_be_the_whole_repository(tmp_path: Path, catalog_at: Write, git: Git) -> None:
    for path in catalog_at().iterdir():
        path.rename(tmp_path / path.name)
    git("add", ".")
    git("commit", "-m", "All")
    assert promised(tmp_path, "HEAD") == "40 business hours"


def test_directory_is_found_from_anywhere(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    assert promised(root, "v1") == "40 business hours"
    monkeypatch.chdir(root / "services")
    assert promised(Path(".."), "v1") == "40 business hours"
    (tmp_path / "link").symlink_to(root)
    assert promised(tmp_path / "link", "v1") == "40 business hours"


def test_variables_of_a_git_hook_lead_to_no_other_repository(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    assert promised(root, "v1") == "40 business hours"
    assert promised(root, "2026-01-05") == "20 business hours"


def reported(root: Path) -> list[str]:
    past = load_at(root, "HEAD")
    return [
        f"{each.where.file if each.where else ''} {each.code} {each.message}".replace(
            past.commit, ""
        )
        for each in past.loaded.findings
    ]


def test_link_within_the_tree_counts_as_its_file(root: Path, git: Git) -> None:
    (root / "sla.yaml").rename(root / ".real.yaml")
    (root / "sla.yaml").symlink_to(".real.yaml")
    git("add", ".")
    git("commit", "-m", "Links")
    assert promised(root, "HEAD") == "20 business hours"


@pytest.mark.parametrize(
    "target", ["/etc/passwd", "../../secret", "nowhere.yaml", "rota.yaml", "../catalog/services"]
)
def test_other_links_are_told_and_nothing_is_read_from_where_they_lead(
    root: Path, git: Git, target: str
) -> None:
    (root / "rota.yaml").symlink_to(target)
    git("add", ".")
    git("commit", "-m", "Links")
    assert reported(root) == [
        ":catalog/rota.yaml F003 this is a link, and nothing is read from where it leads"
    ]


def test_directory_that_was_a_link_is_told_and_no_name_in_it_is_missed(
    root: Path, git: Git
) -> None:
    (root / "announcements.yaml").write_text(
        "announcements: {move: {title: Move, kind: maintenance, from: 2026-05-01, until: 2026-05-02, services: [wiki]}}\n"
    )
    (root / "services").rename(root.parent / "elsewhere")
    (root / "services").symlink_to("../elsewhere")
    git("add", ".")
    git("commit", "-m", "Links")
    assert reported(root) == [
        ":catalog/services F003 this is a link, and nothing is read from where it leads"
    ]


def test_module_of_another_repository_is_told(root: Path, git: Git) -> None:
    git("update-index", "--add", "--cacheinfo", f"160000,{git('rev-parse', 'v1')},catalog/module")
    git("commit", "-m", "Module")
    assert reported(root) == [
        ":catalog/module F003 this is a module of another repository, not a file"
    ]


def test_file_that_is_too_large_is_told_and_not_read(root: Path, git: Git) -> None:
    with (root / "rota.yaml").open("wb") as file:
        file.truncate(LARGEST + 1)
    git("add", ".")
    git("commit", "-m", "Large")
    assert reported(root) == [
        ":catalog/rota.yaml Y007 the file has more than 16 MiB, and nothing of it is read"
    ]


def test_attributes_for_archives_leave_nothing_out(root: Path, git: Git) -> None:
    (root / ".gitattributes").write_text("sla.yaml export-ignore\n*.yaml text eol=crlf\n")
    git("add", ".")
    git("commit", "-m", "Attributes")
    assert promised(root, "HEAD") == "20 business hours"


def test_file_that_git_has_lost_is_told(root: Path, git: Git) -> None:
    blob = git("rev-parse", "HEAD:catalog/sla.yaml")
    (root.parent / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(RevisionError, match=f"git has lost {blob}: run `git fsck`"):
        load_at(root, "HEAD")


def test_errors_of_the_past_name_the_file_as_git_does(root: Path, git: Git) -> None:
    (root / "sla.yaml").write_text("policies: {base: {nome: x}}\n")
    (root / "helpdesk.yaml").unlink()
    git("commit", "-am", "Break")
    past = load_at(root, "HEAD")
    places = {each.where.file if each.where else None for each in past.loaded.findings}
    assert places == {f"{past.commit}:catalog/sla.yaml", None}


@pytest.mark.parametrize(
    ("revision", "remedy"),
    [
        ("mian", 'did you mean "main"?'),
        ("nothing", "`git log --oneline -- catalog` lists the commits that changed the catalog"),
        ("", "`git log --oneline"),
        ("--output=x", "`git log --oneline"),
        ("-h", "`git log --oneline"),
        ("v1\x00", 'did you mean "v1"?'),
        ("v1..main", 'did you mean "main"?'),
        ("HEAD:catalog", "`git log --oneline"),
        ("^v1", 'did you mean "v1"?'),
        ("2026-13-45", "`git log --oneline"),
        ("9999-12-31", "`git log --oneline"),
        ("2020-01-01", "it is a date, and no commit is that old"),
    ],
)
def test_unknown_revision_is_told_with_the_remedy(root: Path, revision: str, remedy: str) -> None:
    with pytest.raises(RevisionError) as caught:
        load_at(root, revision)
    assert str(caught.value).startswith(f'unknown revision "{revision}": ')
    assert remedy in str(caught.value)


@pytest.mark.parametrize("date", ["20260131", "2026-W05-6", "2026-01-31T12:00:00+01:00"])
def test_date_in_another_form_is_told_how_to_write_it(root: Path, date: str) -> None:
    with pytest.raises(RevisionError, match="for the last commit of a day, write 2026-01-31"):
        load_at(root, date)


@pytest.mark.parametrize("machine", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def test_day_ends_by_the_clock_of_the_desk(
    root: Path, git: Git, machine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", machine)
    sla = root / "sla.yaml"
    hours = {"2026-02-01T23:59:59": 10, "2026-02-02T00:00:00": 8}
    for at, promise in hours.items():
        sla.write_text(sla.read_text().replace("20 business", f"{promise} business"))
        sla.write_text(sla.read_text().replace("10 business", f"{promise} business"))
        git("commit", "-am", "Less", at=f"{at}+01:00")
    past = load_at(root, "2026-02-01")
    assert (str(past.until), past.committed.isoformat()) == (
        "2026-02-01",
        "2026-02-01T23:59:59+01:00",
    )
    assert promised(root, "2026-02-01 Sunday") == "10 business hours"
    assert promised(root, "2026-02-02") == "8 business hours"
    assert promised(root, "2026-01-31") == "20 business hours"


def test_day_ends_in_the_zone_that_the_catalog_had_then(root: Path, git: Git) -> None:
    helpdesk = root / "helpdesk.yaml"
    helpdesk.write_text(helpdesk.read_text().replace("Europe/Rome", "America/Los_Angeles"))
    git("commit", "-am", "Move", at="2026-02-01T10:00:00+01:00")
    git("commit", "--allow-empty", "-m", "Late", at="2026-02-02T08:59:00+01:00")
    git("commit", "--allow-empty", "-m", "Next day", at="2026-02-02T09:00:00+01:00")
    assert load_at(root, "2026-02-01").committed.isoformat() == "2026-02-02T08:59:00+01:00"


def test_tag_that_looks_like_a_date_is_a_tag(root: Path, git: Git) -> None:
    git("tag", "2026-01-31", "v1")
    assert load_at(root, "2026-01-31").until is None
    assert promised(root, "2026-01-31") == "40 business hours"


@pytest.mark.usefixtures("root")
def test_shallow_clone_is_told(git: Git, tmp_path: Path) -> None:
    git("clone", "--depth", "1", f"file://{tmp_path}", "clone")
    with pytest.raises(RevisionError, match="git fetch --unshallow"):
        load_at(tmp_path / "clone" / "catalog", "HEAD~1")


def test_beginning_of_several_names_is_told(root: Path, git: Git) -> None:
    names = [git("commit-tree", "-m", str(n), "HEAD^{tree}") for n in range(700)]
    starts = [name[:4] for name in names]
    twice = next(start for start in starts if starts.count(start) > 1)
    with pytest.raises(RevisionError, match="begins the names of several commits"):
        load_at(root, twice)


def test_directory_outside_of_git_is_told(catalog_at: Write) -> None:
    with pytest.raises(RevisionError, match="it is in no git repository"):
        load_at(catalog_at(), "HEAD")


@pytest.mark.usefixtures("git")
def test_repository_without_commits_is_told(catalog_at: Write) -> None:
    with pytest.raises(RevisionError, match=r'^unknown revision "HEAD"'):
        load_at(catalog_at(), "HEAD")


def test_what_else_git_says_is_passed_on(root: Path) -> None:
    with pytest.raises(RevisionError, match="must be run in a work tree"):
        load_at(root.parent / ".git", "HEAD")
    (root.parent / ".git" / "config").write_text("[broken")
    with pytest.raises(RevisionError, match="bad config"):
        load_at(root, "HEAD")


def test_missing_git_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError, match="git is not installed"):
        load_at(root, "HEAD")
