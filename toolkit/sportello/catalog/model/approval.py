"""approved.yaml: what of a change was seen and is meant, for the gates of `sportello plan`."""

from typing import Annotated

from msgspec import Meta

from sportello.catalog.model.values import Id, Part

Fingerprint = Annotated[str, Meta(pattern=r"^[a-p]{12}$")]
"""Twelve letters that `sportello plan` shows beside an effect."""


class Approval(Part, frozen=True, kw_only=True):
    """An effect that is meant. It counts in the change that writes it, and is spent after it."""

    kind: Id
    """What the plan calls the effect. Example: `address-lost`"""
    why: Annotated[str, Meta(pattern=r"\S")]
    """Why it is meant, for the reviewer. Example: `Nobody has written there since 2024`"""
