"""Forms to report a problem in GitHub, GitLab and Freshdesk, one a provider and language.

Files: `github/PROVIDER/report-LANGUAGE.yml` and `config.yml`, `gitlab/PROVIDER/report-LANGUAGE.md`,
`freshdesk/PROVIDER/service-field.LANGUAGE.json` and `description.LANGUAGE.html`, and `README.txt`.
"""

from sportello.catalog.model import PublicCatalog
from sportello.files import Files
from sportello.targets.target import BuildContext, ContextTarget, static_files


def files(catalog: PublicCatalog, context: BuildContext | None = None) -> Files:
    """Return the forms of every provider that has services, in every language of the desk.

    They speak the words of the site; what the desk has written by hand of these holds here too.
    """
    # Only here: the other targets must be found where the extra `site` is not installed.
    from sportello.targets.issue_forms.form import issue_forms  # noqa: PLC0415
    from sportello.targets.issue_forms.systems import SYSTEMS  # noqa: PLC0415

    found: dict[str, bytes] = {}
    for provider, forms in issue_forms(catalog, (context or BuildContext()).site):
        for system, written in SYSTEMS.items():
            for name, content in written(forms).items():
                found[f"{system}/{provider}/{name}"] = content
    return {**found, **static_files(__name__, "README.txt")} if found else {}


TARGET = ContextTarget("issue-forms", files)
