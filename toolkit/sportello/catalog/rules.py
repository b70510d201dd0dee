"""What can be wrong with files, shapes and names, before anything is known of their meaning."""

from typing import Final

from sportello.findings import Rule, Severity

F001: Final = Rule(
    "F001", Severity.ERROR, en="a file without meaning", it="un file senza significato"
)

F002: Final = Rule(
    "F002", Severity.ERROR, en="a file is missing or empty", it="un file manca o è vuoto"
)

F003: Final = Rule(
    "F003",
    Severity.ERROR,
    en="a link or something else that is no file",
    it="un collegamento, o altro che non è un file",
)

F004: Final = Rule(
    "F004", Severity.ERROR, en="a file that may not be read", it="un file che non si può leggere"
)

S001: Final = Rule("S001", Severity.ERROR, en="an unknown key", it="una chiave sconosciuta")

S002: Final = Rule("S002", Severity.ERROR, en="a key is missing", it="manca una chiave")

S003: Final = Rule(
    "S003", Severity.ERROR, en="a value of the wrong kind", it="un valore del tipo sbagliato"
)

S004: Final = Rule(
    "S004",
    Severity.ERROR,
    en="a value that is not one of the possible ones",
    it="un valore che non è tra quelli possibili",
)

S005: Final = Rule(
    "S005", Severity.ERROR, en="a value that is written wrong", it="un valore scritto male"
)

S006: Final = Rule(
    "S006", Severity.ERROR, en="a name that is written wrong", it="un nome scritto male"
)

S007: Final = Rule(
    "S007",
    Severity.ERROR,
    en="a value that is empty, too small or too large",
    it="un valore vuoto, troppo piccolo o troppo grande",
)

S008: Final = Rule(
    "S008",
    Severity.ERROR,
    en="a phone number without its country",
    it="un numero di telefono senza il suo paese",
)

S009: Final = Rule(
    "S009", Severity.WARNING, en="a key that has a new name", it="una chiave che ha un nuovo nome"
)

R001: Final = Rule("R001", Severity.ERROR, en="an unknown name", it="un nome sconosciuto")

R002: Final = Rule(
    "R002", Severity.ERROR, en="a name is given twice", it="un nome è dato due volte"
)

W001: Final = Rule(
    "W001",
    Severity.ERROR,
    en="a calendar that cannot be used",
    it="un calendario che non si può usare",
)
