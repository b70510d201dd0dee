"""JSON for people and programs, a value a line; much quicker than `json` with an indentation."""

import msgspec


def json_text(value: object) -> bytes:
    """Return a value, in which text may be of a class of its own, as indented JSON in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(value, enc_hook=str.__str__), indent=1) + b"\n"
