"""What readers of iCalendar files let pass, although RFC 5545 does not.

Found by hand in the files of other programs: lines that are too long or end wrong, no time zone, a
last recurrence in local time, an identifier that comes twice, text that is not escaped.
"""

import re
from collections import Counter
from collections.abc import Iterator


def faults(content: bytes) -> list[str]:
    """Return what is wrong with a file, in words."""
    return list(_faults(content))


def _faults(content: bytes) -> Iterator[str]:
    yield from _in_lines(content)
    text = content.decode(errors="replace").replace("\r\n ", "").replace("\r\n\t", "")
    logical = text.split("\r\n")[:-1]
    yield from _nesting(logical)
    yield from _missing(logical)
    yield from _in_times(text, logical)
    uids = Counter(line for line in logical if line.startswith("UID:"))
    yield from (f"{uid} twice" for uid, times in uids.items() if times > 1)
    for name, value in re.findall(
        r"^(SUMMARY|DESCRIPTION|X-WR-CALNAME)(?:;[^:]*)?:(.*?)\r?$", text, re.MULTILINE
    ):
        if re.search(r"(?<!\\)(?:\\\\)*[;,]", value):
            yield f"{name} is not escaped: {value}"


def _in_lines(content: bytes) -> Iterator[str]:
    lines = content.split(b"\r\n")
    if lines[-1] != b"":
        yield "the file does not end with a line"
    for line in lines:
        if b"\n" in line or b"\r" in line:
            yield f"a line ends with LF alone: {line!r}"
        if len(line) > 75:
            yield f"a line is longer than 75 octets: {line!r}"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"a letter is cut by a fold: {line!r}"


def _in_times(text: str, lines: list[str]) -> Iterator[str]:
    zones = {line.removeprefix("TZID:") for line in lines if line.startswith("TZID:")}
    for zone in set(re.findall(r"^[A-Z-]+;TZID=([^:;]+):", text, re.MULTILINE)) - zones:
        yield f"no VTIMEZONE for {zone}"
    for until in re.findall(r"^RRULE:.*UNTIL=([^;\r]+)", text, re.MULTILINE):
        if not re.fullmatch(r"\d{8}(T\d{6}Z)?", until):
            yield f"UNTIL is no instant in UTC: {until}"
    for event in re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL):
        ends = re.findall(r"^DT(?:START|END)[^:]*:(\d{8}(?:T\d{6})?Z?)", event, re.MULTILINE)
        if len(ends) == 2 and not ends[0] < ends[1]:
            yield f"ends before it begins: {ends}"


def _missing(lines: list[str]) -> Iterator[str]:
    for needed in ("VERSION:2.0", "PRODID:"):
        if not any(line.startswith(needed) for line in lines):
            yield f"no {needed}"
    events = "\n".join(lines).split("BEGIN:VEVENT")[1:]
    for event in events:
        for needed in ("UID", "DTSTAMP", "DTSTART"):
            if not re.search(rf"^{needed}[:;]", event, re.MULTILINE):
                yield f"an event without {needed}"


def _nesting(lines: list[str]) -> Iterator[str]:
    within: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            within.append(value)
        elif name == "END" and (not within or within.pop() != value):
            yield f"END:{value} does not end what began"
    if within:
        yield f"not ended: {', '.join(within)}"
