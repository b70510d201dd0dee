"""The forms of instants in `instants.yaml`, for the tests of everything that reads one."""

from datetime import datetime
from pathlib import Path

import yaml

# With PyYAML's base loader every value is a text, as it stands there.
_FORMS = yaml.load((Path(__file__).parent / "instants.yaml").read_text(), yaml.BaseLoader)  # noqa: S506 - it makes texts and nothing else

ACCEPTED: list[tuple[str, datetime]] = [
    (written, datetime.fromisoformat(means)) for written, means in _FORMS["accepted"].items()
]
"""What is written, and the instant that it means."""
REFUSED: list[tuple[str, str]] = list(_FORMS["refused"].items())
"""What is written, and a part of the message."""
