"""What can be wrong with a file of ticket events."""

from typing import Final

from sportello.findings import Rule, Severity

E001: Final = Rule(
    "E001",
    Severity.ERROR,
    en="the file of tickets cannot be read",
    it="il file dei ticket non si può leggere",
)

E002: Final = Rule(
    "E002",
    Severity.ERROR,
    en="a key, column or value of a ticket is missing, unknown or there twice",
    it="una chiave, una colonna o un valore di un ticket manca, è sconosciuto o doppio",
)

E003: Final = Rule("E003", Severity.ERROR, en="a time that is none", it="un orario che non esiste")

E004: Final = Rule(
    "E004",
    Severity.ERROR,
    en="a name that the catalog does not have",
    it="un nome che il catalogo non ha",
)

E005: Final = Rule(
    "E005",
    Severity.ERROR,
    en="events that make no history of a ticket",
    it="eventi che non fanno la storia di un ticket",
)

E006: Final = Rule(
    "E006",
    Severity.ERROR,
    en="a ticket that cannot be counted",
    it="un ticket che non si può calcolare",
)
