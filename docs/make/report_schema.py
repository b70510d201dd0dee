"""The schema of `sportello report --format json`, for programs that read it."""

import json

from sportello.report.forms.json import json_schema


def documents() -> dict[str, str]:
    """Return the schema by its path below docs/."""
    return {"report.schema.json": json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"}
