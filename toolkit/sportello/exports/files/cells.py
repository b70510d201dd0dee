"""Typed values of workbooks and of JSON -> the text that a table would have."""

import datetime as dt

import msgspec


def as_text(value: object) -> str:
    """Return a value as the text of a cell; a whole number has no point, and nothing is ""."""
    match value:
        case None:
            text = ""
        case str():
            text = value
        case float() if value.is_integer():
            text = str(int(value))
        case dt.datetime():
            text = value.isoformat(" ")
        case dt.timedelta():
            seconds = round(value.total_seconds())
            sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
            text = f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case dt.date() | dt.time():
            text = value.isoformat()
        case _:
            text = msgspec.json.encode(value).decode()
    return text
