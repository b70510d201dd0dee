"""What a report must never be."""


class ReportBug(AssertionError):
    """A report contradicts itself: nothing that a user did, and nothing to be shown to anybody."""
