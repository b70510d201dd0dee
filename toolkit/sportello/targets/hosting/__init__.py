"""Hosting: the headers that a web server sends with the site, in the words of common servers.

Files: `_headers` (Netlify, Cloudflare Pages), `nginx.conf`, `apache.conf`, and `README.txt`,
without any text of the catalog.
"""

from sportello.catalog.model import PublicCatalog
from sportello.files import Files
from sportello.targets.content_policy import CONTENT_POLICY, FRAMES
from sportello.targets.target import GENERATED, PublicTarget, static_files

HEADERS = {
    "Content-Security-Policy": f"{CONTENT_POLICY}; {FRAMES}",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""No value holds a quotation mark, so each server takes them quoted."""


TYPES = {"ics": "text/calendar", "vcf": "text/vcard"}
"""Of files that a server may not know, by their endings: programs for calendars go by it."""


def render(_: PublicCatalog) -> Files:
    """Return the headers for each kind of server, and the file that says where they go."""
    pairs = HEADERS.items()
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in pairs)
    apache = "".join(f'Header always set {name} "{value}"\n' for name, value in pairs)
    nginx += "".join(
        f"location ~ \\.{ending}$ {{ default_type {kind}; }}\n" for ending, kind in TYPES.items()
    )
    apache += "".join(f"AddType {kind} .{ending}\n" for ending, kind in TYPES.items())
    lines = ("/*", *(f"  {name}: {value}" for name, value in pairs))
    return {
        **static_files(__name__, "README.txt"),
        "_headers": "".join(f"{line}\n" for line in lines).encode(),
        "nginx.conf": f"{GENERATED}{nginx}error_page 404 /404.html;\n".encode(),
        "apache.conf": f"{GENERATED}{apache}ErrorDocument 404 /404.html\n".encode(),
    }


TARGET = PublicTarget("hosting", render)
