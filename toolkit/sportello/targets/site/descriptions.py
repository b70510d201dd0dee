"""What search engines show below the title of a page: no two pages say the same."""

from sportello.catalog.model import PublicCatalog, readable
from sportello.targets.site.sheet import contact_points
from sportello.wording.messages import Messages


def service_description(catalog: PublicCatalog, name: str, _: Messages) -> str:
    """Return what a service is, and the addresses and numbers to reach it."""
    service = catalog.services[name]
    of = catalog.families[service.family] if service.family else catalog.providers[service.provider]
    about = f"{service.name.says(_.language)} ({of.name.says(_.language)})"
    points = contact_points(catalog, service)
    ways = [
        *(_("Write to {address}.").format(address=readable(each)) for each in points.addresses),
        *(_("Call {number}.").format(number=each.shown) for each in points.phones),
    ]
    if not ways:
        ways = [_("How to reach it, when they answer and how soon.")]
    return " ".join([_sentence(about, service.summary.says(_.language)), *ways])


def family_description(catalog: PublicCatalog, name: str, _: Messages) -> str:
    """Return what the services of a family have in common, else what there is to know of them."""
    family = catalog.families[name]
    provider = catalog.providers[family.provider]
    about = f"{family.name.says(_.language)} ({provider.name.says(_.language)})"
    return _sentence(about, family.summary.says(_.language))


def _sentence(about: str, summary: str) -> str:
    told = f"{about}: {summary}" if summary else about
    return told if told.endswith((".", "!", "?")) else f"{told}."
