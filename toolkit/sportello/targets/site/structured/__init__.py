"""What machines read of a page: data in the words of schema.org, as JSON-LD."""

from sportello.targets.site.structured.about import structured_data

__all__ = ["structured_data"]
