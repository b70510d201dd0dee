"""Headers for web servers: each kind sends the same ones, and real servers take them."""

import re
import subprocess
from pathlib import Path

import pytest

from servers import need
from sportello.catalog import Loaded
from sportello.targets.hosting import HEADERS, render


@pytest.fixture(scope="module")
def files(frozen: Loaded) -> dict[str, str]:
    found = render(frozen.catalog.public())
    return {path: content.decode() for path, content in found.items()}


def test_every_server_sends_the_same_headers(files: dict[str, str]) -> None:
    lines = {
        "_headers": r"^  ([\w-]+): (.+)$",
        "nginx.conf": r'^add_header ([\w-]+) "([^"]+)" always;$',
        "apache.conf": r'^Header always set ([\w-]+) "([^"]+)"$',
    }
    for path, line in lines.items():
        assert dict(re.findall(line, files[path], re.MULTILINE)) == HEADERS, path


def test_the_policy_allows_no_code_but_the_files_of_the_site() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert not re.search(r"sha\d+-|nonce-|https?:|data:|\*", policy)
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= {
        *policy.split("; ")
    }


def test_calendars_and_contacts_are_sent_as_what_they_are(files: dict[str, str]) -> None:
    for told in ("text/calendar", "text/vcard"):
        assert told in files["nginx.conf"]
        assert told in files["apache.conf"]


def test_nginx_takes_them(files: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "nginx.conf").write_text(files["nginx.conf"])
    whole = tmp_path / "whole.conf"
    whole.write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; server {{ listen unix:{tmp_path}/socket; root {tmp_path};\n"
        f"include {tmp_path}/nginx.conf; }} }}\n"
    )
    _passes([need("nginx"), "-t", "-c", str(whole), "-p", str(tmp_path)])


def test_apache_takes_them(files: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "apache.conf").write_text(files["apache.conf"])
    modules = "/usr/lib/apache2/modules"
    whole = tmp_path / "whole.conf"
    whole.write_text(
        f"ServerName localhost\nPidFile {tmp_path}/pid\nErrorLog {tmp_path}/log\n"
        f"LoadModule mpm_event_module {modules}/mod_mpm_event.so\n"
        f"LoadModule headers_module {modules}/mod_headers.so\n"
        f"LoadModule mime_module {modules}/mod_mime.so\nTypesConfig /dev/null\n"
        f"<VirtualHost 127.0.0.1:8080>\nDocumentRoot {tmp_path}\n"
        f"Include {tmp_path}/apache.conf\n</VirtualHost>\n"
    )
    _passes([need("apache2"), "-t", "-f", str(whole)])


def _passes(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
