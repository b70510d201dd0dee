"""How much a change hurts, and whom."""

from enum import Enum


class Impact(Enum):
    """How much a change hurts; the worst comes first.

    `LOST_MAIL` is mail that was accepted and is not any more, `PUBLIC` what the public learns and
    did not know, `BROKEN` what customers use and no longer find, `WEAKER` a promise that is kept
    later or no longer given. `MIXED` is better for some and worse for others, `DESK` concerns those
    who answer or care for the servers alone.
    """

    LOST_MAIL = "lost-mail"
    PUBLIC = "public"
    BROKEN = "broken"
    WEAKER = "weaker"
    MIXED = "mixed"
    STRONGER = "stronger"
    DESK = "desk"
    NEUTRAL = "neutral"

    @property
    def rank(self) -> int:
        """The place in the order, 0 for what hurts most."""
        return _ORDER.index(self)

    @property
    def is_harm(self) -> bool:
        """Whether somebody outside of the desk is worse off."""
        return self.rank <= Impact.MIXED.rank


_ORDER = tuple(Impact)
