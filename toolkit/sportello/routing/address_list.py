"""The addresses in a header such as To, as Dovecot reads them (RFC 5322, section 3.4).

It takes more than the RFC allows, such as dots anywhere in a local part, and ends at the first
thing that it does not understand: of addresses with `;` between them it sees the first alone.
"""

import re

_MOST = 256
"""Addresses that Dovecot reads in one header."""
_BLANKS = " \t\r\n"
_ATEXT = r"!#-'*+\-/-9=?A-Z^-~"
_ATOM = re.compile(rf"[{_ATEXT}\x80-\U0010ffff]+")
_WORDS = re.compile(rf"[{_ATEXT}.\x80-\U0010ffff]*")
_PLAIN = re.compile(rf"[{_ATEXT}]+(\.[{_ATEXT}]+)*")
_PRINTABLE = re.compile(r"[ -~]*")


def addresses_in(value: str) -> tuple[str, ...]:
    """Return the addresses in the value of a header, without names.

    A value in which nothing is an address is returned as it stands, as Sieve tests it. It never
    fails.
    """
    reader = _Reader(value)
    reader.read()
    if reader.found or not reader.any_read:
        return tuple(address for address in reader.found if address)
    return (re.sub(r"\r?\n", "\n", value).strip(" \t"),)


class _Reader:
    """A place in a text. What a method cannot read is None, and the place is where it failed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._commented = False
        self.found: list[str] = []
        self.any_read = False

    def read(self) -> None:
        """Read addresses with commas between them."""
        if not self._blanks():
            return
        for _ in range(_MOST):
            if not self._ended:
                self.any_read = True
                if not self._group():
                    self._mailbox()
            if not self._comma():
                return

    @property
    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    @property
    def _ended(self) -> bool:
        return self._at >= len(self._text)

    def _comma(self) -> bool:
        """Skip a comma and tell whether something follows it."""
        if self._next != ",":
            return False
        self._at += 1
        return self._blanks() and not self._ended

    def _blanks(self) -> bool:
        """Skip blanks and comments; tell whether no comment lacks its end."""
        while self._next and self._next in f"{_BLANKS}(":
            if self._next == "(":
                if not self._comment():
                    return False
            else:
                self._at += 1
        return True

    def _comment(self) -> bool:
        depth, start = 0, self._at
        while not self._ended:
            depth += {"(": 1, ")": -1}.get(self._next, 0)
            self._at += 2 if self._next == "\\" else 1
            if not depth:
                self._commented = self._text[start + 1 : self._at - 1].strip("\r\n") != ""
                return True
        return False

    def _atom(self) -> str | None:
        found = _ATOM.match(self._text, self._at)
        if found is None:
            return None
        self._at = found.end()
        return found[0] if self._blanks() else None

    def _quoted(self, end: str) -> str | None:
        """Read what ends with this character, and return it without that."""
        found = ""
        self._at += 1
        while not self._ended:
            char = self._next
            self._at += 1
            if char == end:
                return found if self._blanks() else None
            if char == "\\":
                char = self._next
                self._at += 1
            found += char
        return None

    def _phrase(self) -> bool:
        """Skip the words of a name; tell whether something else follows them."""
        if self._next == ".":
            return False
        while not self._ended:
            if self._next == '"':
                if self._quoted('"') is None:
                    return False
            else:
                found = _WORDS.match(self._text, self._at)
                self._at = found.end() if found else self._at
                if not self._blanks():
                    return False
            if self._next not in {'"', "."} and not _ATOM.match(self._text, self._at):
                return not self._ended
        return False

    def _local(self) -> str | None:
        if self._next == '"':
            return self._quoted('"')
        found = ""
        while True:
            while self._next == ".":
                found += "."
                self._at += 1
            if self._ended or self._next == "@":
                return found or None
            atom = self._atom()
            if atom is None:
                return None
            found += atom
            if self._next != ".":
                return found

    def _domain(self) -> str | None:
        self._at += 1
        if not self._blanks():
            return None
        if self._next == "[":
            return self._literal()
        found = ""
        while (atom := self._atom()) is not None:
            found += atom
            if self._next != ".":
                return found
            found += "."
            self._at += 1
            if not self._blanks():
                return None
        return None

    def _literal(self) -> str | None:
        start = self._at
        found = self._quoted("]")
        return None if found is None or "[" in found else self._text[start : self._at].rstrip()

    def _group(self) -> bool:
        """Read `name: addresses;` and tell whether it is one."""
        start = self._at
        if not self._phrase() or self._next != ":":
            self._at = start
            return False
        self._at += 1
        if not self._blanks():
            return True
        if self._next and self._next != ";":
            self._mailbox()
            while self._comma():
                self._mailbox()
        if self._next == ";":
            self._at += 1
            self._blanks()
        return True

    def _mailbox(self) -> None:
        start = self._at
        if self._phrase() and self._next == "<":
            self._angle()
        else:
            self._at = start
            self._plain()

    def _angle(self) -> None:
        """Read `<local@domain>`."""
        self._at += 1
        if not self._blanks():
            return
        if self._next == "@" and not self._route():
            return
        local = self._local()
        if local is None or self._next != "@":
            return
        domain = self._domain()
        if domain is None or self._next != ">":
            return
        self._at += 1
        if self._blanks():
            self._keep(local, domain)

    def _route(self) -> bool:
        """Skip the domains of a source route (RFC 5322, 4.4)."""
        while self._next == "@":
            if self._domain() is None:
                break
            while self._next == ",":
                self._at += 1
                self._blanks()
        if self._next == ":":
            self._at += 1
        return self._blanks()

    def _plain(self) -> None:
        """Read `local@domain`."""
        self._commented = False
        local = self._local()
        if self._next == "@":
            domain = self._domain()
            if local is not None and domain is not None:
                self._keep(local, domain)
        elif not self._commented:
            self._phrase()

    def _keep(self, local: str, domain: str) -> None:
        if not _PRINTABLE.fullmatch(local):
            return
        if local and not _PLAIN.fullmatch(local):
            local = '"' + re.sub(r'(["\\])', r"\\\1", local) + '"'
        self.found.append(f"{local}@{domain}" if local else "")
