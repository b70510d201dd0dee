"""The HTML of all pages, by the checker of the W3C, and whether their links lead somewhere."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag

from servers import need

IDS = re.compile(r'\bid="([^"]*)"')
LINKS = re.compile(r'\b(?:href|src|action)="([^"]*)"')


def test_the_checker_finds_no_error(site: Path, tools: Path) -> None:
    command = [need("java"), "-Xss8m", "-jar", str(tools / "vnu-jar/build/dist/vnu.jar")]
    command += ["--skip-non-html", "--errors-only", "--format", "json", "--stdout", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stdout)["messages"]
    assert [f"{each['url']}: {each['message']}" for each in messages] == []


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    pages = {path: path.read_text() for path in site.rglob("*.html") if path.name != "404.html"}
    ids = {path: {*IDS.findall(text)} for path, text in pages.items()}
    count = 0
    for path, text in pages.items():
        for link in map(unescape, LINKS.findall(text)):
            if re.match(r"[a-z]+:", link):
                continue
            address, anchor = urldefrag(link)
            there = (path.parent / unquote(address.partition("?")[0])).resolve()
            there = there / "index.html" if there.is_dir() else there
            there = path if not address else there
            assert there.is_file(), (path, link)
            assert not anchor or anchor in ids[there], (path, link)
            count += 1
    assert count > len(pages)
