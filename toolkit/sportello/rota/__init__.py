"""Who sits where: rotas compiled, and what does not hold of them.

Pure functions of a catalog. A rota, its absences and its swaps are internal: nothing here goes into
anything that is published.
"""

from sportello.rota.compiled import CompiledRota, seated
from sportello.rota.conflicts import DoubleBooking, ShortRest, double_bookings, short_rests
from sportello.rota.occurrences import in_words, occurrences
from sportello.rota.shares import FourWeeks, Share, four_weeks, shares
from sportello.rota.sitting import Because, Chosen, Gap, Sitting

__all__ = [
    "Because",
    "Chosen",
    "CompiledRota",
    "DoubleBooking",
    "FourWeeks",
    "Gap",
    "Share",
    "ShortRest",
    "Sitting",
    "double_bookings",
    "four_weeks",
    "in_words",
    "occurrences",
    "seated",
    "shares",
    "short_rests",
]
