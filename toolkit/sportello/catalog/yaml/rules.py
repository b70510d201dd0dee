"""What can be wrong with the text of a YAML file."""

from typing import Final

from sportello.findings import Rule, Severity

Y001: Final = Rule(
    "Y001", Severity.ERROR, en="the file is not text in UTF-8", it="il file non è testo in UTF-8"
)

Y002: Final = Rule(
    "Y002", Severity.ERROR, en="the YAML cannot be read", it="il YAML non si può leggere"
)

Y003: Final = Rule(
    "Y003", Severity.ERROR, en="a key stands twice", it="una chiave è scritta due volte"
)

Y004: Final = Rule(
    "Y004", Severity.ERROR, en="one place refers to another", it="un punto rimanda a un altro"
)

Y005: Final = Rule(
    "Y005",
    Severity.ERROR,
    en="a tab stands where only spaces may",
    it="una tabulazione dove vanno solo spazi",
)

Y006: Final = Rule(
    "Y006",
    Severity.ERROR,
    en="the file is nested too deep",
    it="il file è annidato troppo in profondità",
)

Y007: Final = Rule("Y007", Severity.ERROR, en="the file is too large", it="il file è troppo grande")

Y008: Final = Rule(
    "Y008",
    Severity.ERROR,
    en="a file holds more than one document",
    it="un file contiene più di un documento",
)

Y009: Final = Rule(
    "Y009", Severity.ERROR, en="a type is marked by hand", it="un tipo è indicato a mano"
)

Y010: Final = Rule(
    "Y010", Severity.ERROR, en="an invisible character", it="un carattere invisibile"
)

Y011: Final = Rule(
    "Y011",
    Severity.ERROR,
    en="a list or mapping is used as a key",
    it="una lista o una mappa fa da chiave",
)

Y012: Final = Rule(
    "Y012",
    Severity.ERROR,
    en="an escape writes an invisible character",
    it="una sequenza di escape scrive un carattere invisibile",
)

Y013: Final = Rule(
    "Y013",
    Severity.ERROR,
    en="a conflict that git could not merge",
    it="un conflitto che git non ha potuto unire",
)

Y014: Final = Rule(
    "Y014",
    Severity.WARNING,
    en="a text is cut by a comment",
    it="un testo è tagliato da un commento",
)

Y015: Final = Rule(
    "Y015",
    Severity.ERROR,
    en="typographic quotes quote nothing",
    it="virgolette tipografiche che non citano nulla",
)
