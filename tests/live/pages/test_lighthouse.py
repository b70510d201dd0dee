"""Lighthouse on a phone: accessibility, practices and SEO of five types of pages.

Its figure for speed is left to the benchmarks: a machine that is busy falsifies it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from servers import need

from .views import chosen

PAGES = ["", "a-chi-scrivere/", "servizi/isee/", "servizi/piattaforma-crediti/", "en/hours/"]
CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.mark.parametrize("path", chosen(PAGES, 1))
def test_lighthouse_finds_nothing_to_better(
    base: str, tools: Path, tmp_path: Path, path: str
) -> None:
    report = tmp_path / "report.json"
    node = Path(sys.executable).with_name("node")
    command = [str(node), str(tools / "lighthouse/cli/index.js"), base + path, "--quiet"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu", "--output=json"]
    command += [f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}"]
    # A link whose whole text is "More" is no good link, but for the product of that name.
    command += ["--only-audits=cumulative-layout-shift", "--skip-audits=link-text"]
    environment = {**os.environ, "CHROME_PATH": need("chromium")}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    found = json.loads(report.read_text())
    # An audit that could not be made has no score either, as one has that does not apply.
    audits = found["audits"].items()
    assert not {name for name, audit in audits if audit["scoreDisplayMode"] == "error"}
    assert not {name for name, audit in audits if audit["score"] not in {None, 1}}
    scores = {name: each["score"] for name, each in found["categories"].items()}
    assert scores == dict.fromkeys(CATEGORIES, 1)
    assert found["audits"]["cumulative-layout-shift"]["numericValue"] <= 0.02
