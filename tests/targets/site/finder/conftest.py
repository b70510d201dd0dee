"""The finder's ranking in Node, on the index of the frozen catalog."""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from servers import need
from sportello.targets.site.sources import own_sources

ANSWER = """
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { ranking } from "./ranking.js";
const rank = ranking(JSON.parse(readFileSync(process.argv[2], "utf8")));
const answer = (typed) => {
  try { return rank(typed).map(({ url }) => url); } catch (error) { return String(error.stack); }
};
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(answer(JSON.parse(line))));
}
"""

Asked = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def indexes(made: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The index of each language."""
    return {language: made[f"{language}/assets/finder.json"] for language in ("it", "en")}


@pytest.fixture(scope="session")
def ask(
    indexes: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Asked]]:
    """By language, what the finder answers: the addresses of the results, the best first."""
    folder = tmp_path_factory.mktemp("finder")
    for module in ("ranking.js", "words.js"):
        (folder / module).write_bytes(own_sources()[f"assets/{module}"])
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "answer.mjs").write_text(ANSWER)
    for language, index in indexes.items():
        (folder / f"{language}.json").write_bytes(index)
    processes = {language: started(folder, language) for language in indexes}
    yield {language: asked_of(process) for language, process in processes.items()}
    for process in processes.values():
        process.communicate(timeout=10)


def started(folder: Path, language: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [need("node"), "answer.mjs", f"{language}.json"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def asked_of(process: "subprocess.Popen[str]") -> Asked:
    def ask(typed: str) -> list[str]:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(typed) + "\n")
        process.stdin.flush()
        found = json.loads(process.stdout.readline())
        assert isinstance(found, list), found
        return found

    return ask
