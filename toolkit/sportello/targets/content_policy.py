"""What a page of the site may load, in the words of Content Security Policy, level 3."""

from typing import Final

CONTENT_POLICY: Final = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
))  # fmt: skip
"""The policy that every page carries: what is not a file of the site is not loaded or run."""

FRAMES: Final = "frame-ancestors 'none'"
"""Nobody may put a page into a frame. Browsers take this from a header only."""
