"""The sender's subject in Sieve: a variable (RFC 5229), in scripts that ask for it and no others.

Where a script requires `variables`, `${…}` means something in each of its strings. So what the
catalog says is written first, as in any script, with a mark where the variable comes; then every
`${` is taken apart, and the marks become the variable.
"""

from typing import Final

from sportello.routing.answer import NO_SUBJECT
from sportello.routing.places import SUBJECT
from sportello.targets.sieve.strings import quoted

_MARK: Final = "\0"
"""What stands for the variable: `quoted` refuses it, so that no text of the catalog holds it."""
SUBJECT_SETTING: Final = f"""
# The subject that the sender wrote, for acknowledgements; a dollar, so that texts keep theirs.
set "dollar" "$";
set "subject" "{NO_SUBJECT}";
if header :matches "Subject" "?*" {{
  set "subject" "${{0}}";
}}
if string :contains "${{subject}}" "=?" {{
  set "subject" "{NO_SUBJECT}";
}}
"""


def subject_string(subject: str) -> str:
    """Return the subject of an acknowledgement as a string, with marks for that of the sender."""
    inside = _MARK.join(quoted(part)[1:-1] for part in subject.split(SUBJECT))
    return f'"{inside}"'


def with_variables(script: str) -> str:
    """Return a script whose marks are the sender's subject; one without marks as it is.

    Nobody else's words are read as code: what a variable holds is not expanded again.
    """
    if _MARK not in script:
        return script
    plain = script.replace("${", "${dollar}{").replace(_MARK, "${subject}")
    return SUBJECT_SETTING + plain
