"""The data of schema.org on all pages, by the types of the vocabulary (schema-dts)."""

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SETTINGS = {
    "compilerOptions": {"strict": True, "noEmit": True, "skipLibCheck": True, "types": []},
    "files": ["data.ts"],
}


def complaints(tools: Path, folder: Path, documents: list[str]) -> list[str]:
    """Return what the compiler says of JSON-LD documents, each with its number."""
    (folder / "node_modules").symlink_to(tools)
    (folder / "tsconfig.json").write_text(json.dumps(SETTINGS))
    lines = ['import type { Graph } from "schema-dts";']
    lines += [f"export const d{number}: Graph = {text};" for number, text in enumerate(documents)]
    (folder / "data.ts").write_text("\n".join(lines))
    node = Path(sys.executable).with_name("node")
    command = [str(node), str(tools / "typescript/bin/tsc"), "--project", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).splitlines()


@pytest.fixture(scope="module")
def documents(site: Path) -> list[str]:
    texts = [path.read_text() for path in sorted(site.rglob("*.html"))]
    return sorted({unescape(found) for text in texts for found in DATA.findall(text)})


def test_all_data_are_of_the_types_of_schema_org(
    tools: Path, tmp_path: Path, documents: list[str]
) -> None:
    assert len(documents) > 10
    assert complaints(tools, tmp_path, documents) == []


def test_a_wrong_type_would_be_found(tools: Path, tmp_path: Path, documents: list[str]) -> None:
    wrong = documents[0].replace('"@type": "ContactPoint"', '"@type": "ContactPiont"')
    assert wrong != documents[0]
    assert complaints(tools, tmp_path, [wrong])
