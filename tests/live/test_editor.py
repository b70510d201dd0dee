"""What an editor of YAML sees: the real language server, with the schemas of a catalog."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from frozen import FROZEN
from servers import leave_out
from sportello.catalog import load
from sportello.cli import main

ROOT = Path(__file__).parents[2]
SERVER = ROOT / ".venv-node/node_modules/yaml-language-server/bin/yaml-language-server"


class Editor:
    """Speaks the language server protocol (3.17) with a server, as an editor does."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin
        assert process.stdout
        self._to, self._from, self._number = process.stdin, process.stdout, 0
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._tell("initialized", {})
        # It would ask other hosts for schemas of well-known files.
        settings = {"yaml": {"schemaStore": {"enable": False}, "completion": True}}
        self._tell("workspace/didChangeConfiguration", {"settings": settings})

    def ask(self, method: str, params: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        return self._read(lambda message: message.get("id") == self._number)["result"]

    def open(self, path: Path, text: str) -> str:
        """Open a new file beside another, with the same schema, and return its address."""
        self._number += 1
        uri = path.with_name(f"{self._number}-{path.name}").as_uri()
        file = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": file})
        return uri

    def marks(self, path: Path, text: str) -> list[str]:
        """Return what is marked as wrong in a file that has a text."""
        uri = self.open(path, text)
        found = self._read(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
            )
        )
        return [each["message"] for each in found["params"]["diagnostics"]]

    def at_the_end(self, method: str, path: Path, text: str) -> Any:
        """Ask about the end of a text that a file has."""
        lines = text.split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])}
        return self.ask(method, {"textDocument": {"uri": self.open(path, text)}, "position": place})

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to.flush()

    def _read(self, is_answer: Callable[[dict[str, Any]], bool]) -> Any:
        """Return the first message that fits; what the server asks is answered: nothing."""
        while True:
            length = 0
            while line := self._from.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            assert length, "the language server has ended"
            message = json.loads(self._from.read(length))
            if is_answer(message) and "error" not in message:
                return message
            if "id" in message and "method" in message:
                asked = message["params"].get("items", []) if message.get("params") else []
                self._send({"id": message["id"], "result": [None for _ in asked] or None})
            elif "error" in message:
                raise AssertionError(message)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog with the schemas that its files name."""
    folder = tmp_path_factory.mktemp("edited") / "catalog"
    shutil.copytree(FROZEN, folder)
    written = CliRunner().invoke(main, ["schema", "--write", "--catalog", str(folder)])
    assert written.exit_code == 0, written.output
    return folder


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    if not SERVER.exists():
        leave_out("the YAML language server is not installed: make language-server")
    command = [str(Path(sys.executable).with_name("node")), str(SERVER), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Editor(process)
        process.kill()


def test_no_file_of_a_sound_catalog_is_marked(editor: Editor, catalog: Path) -> None:
    files = sorted(catalog.rglob("*.yaml"))
    assert len(files) > 12
    assert {file.name: editor.marks(file, file.read_text()) for file in files} == {
        file.name: [] for file in files
    }


def test_a_mailbox_is_completed_by_its_name(editor: Editor, catalog: Path) -> None:
    text = f"{first_line('../', 'services')}services:\n  new:\n    mailbox: "
    found = editor.at_the_end("textDocument/completion", catalog / "services/new.yaml", text)
    assert {each["label"] for each in found["items"]} == {*load(FROZEN).catalog.mailboxes}


def test_a_misspelt_key_is_marked(editor: Editor, catalog: Path) -> None:
    file = catalog / "mailboxes.yaml"
    text = file.read_text().replace("deliver_to:", "delivers_to:", 1)
    assert editor.marks(file, text) == ["Property delivers_to is not allowed."]


def test_a_name_that_nothing_has_is_marked(editor: Editor, catalog: Path) -> None:
    text = f"{first_line('', 'teams')}teams: {{new: {{name: New, provider: nobody}}}}\n"
    [mark] = editor.marks(catalog / "teams.yaml", text)
    assert mark.startswith("Value is not accepted.")
    assert all(f'"{name}"' in mark for name in load(FROZEN).catalog.providers)


def test_a_weekday_and_hours_that_are_written_wrong_are_marked(
    editor: Editor, catalog: Path
) -> None:
    week = "week: {lun-ven: 9-18}"
    text = f"{first_line('', 'calendars')}calendars:\n  new: {{timezone: Europe/Rome, {week}}}\n"
    assert len(editor.marks(catalog / "calendars.yaml", text)) == 2


def test_the_keys_of_an_exception_are_completed(editor: Editor, catalog: Path) -> None:
    text = f"{first_line('', 'calendars')}calendars:\n  new:\n    exceptions:\n      - date: 2nd sat\n        "
    found = editor.at_the_end("textDocument/completion", catalog / "calendars.yaml", text)
    assert {"open", "closed", "days", "why"} <= {each["label"] for each in found["items"]}


def test_a_key_is_explained_where_the_pointer_rests(editor: Editor, catalog: Path) -> None:
    text = f"{first_line('', 'contacts')}contacts:\n  new:\n    reachable: x"
    shown = editor.at_the_end("textDocument/hover", catalog / "contacts.yaml", text)
    assert "How it is reached, in words" in shown["contents"]["value"]


def first_line(up: str, name: str) -> str:
    return f"# yaml-language-server: $schema={up}.sportello/schema/{name}.json\n"
