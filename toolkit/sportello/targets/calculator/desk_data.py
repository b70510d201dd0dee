"""The desk as data: its services, its severities, and what the clocks of its zones show."""

from typing import Any, get_args

from sportello.catalog.model import PublicCatalog, PublicService
from sportello.catalog.model.service import ChannelKind
from sportello.sla.announced import standstills
from sportello.sla.conditions import may_fit, service_facts
from sportello.sla.start import LIVE_CHANNELS, intake_name
from sportello.targets.calculator.policy_data import conditions_data, valid_data
from sportello.worktime.zone import new_year, offset_intervals
from sportello.worktime.zones import Zone


def desk_data(catalog: PublicCatalog) -> dict[str, Any]:
    """Return what a calculator knows of the desk, beside policies and calendars, without texts.

    It holds the published years.
    """
    helpdesk, years = catalog.helpdesk, catalog.helpdesk.years
    zone = Zone(helpdesk.timezone)
    zones = {helpdesk.timezone, *(each.timezone for each in catalog.calendars.values())}
    return {
        "timezone": helpdesk.timezone,
        "first_day": f"{years.first}-01-01",
        "last_day": f"{years.last}-12-31",
        "from": new_year(years.first, zone),
        "until": new_year(years.last + 1, zone),
        "zones": {name: _offsets(Zone(name), years.first, years.last) for name in sorted(zones)},
        "channels": get_args(ChannelKind),
        "live_channels": sorted(LIVE_CHANNELS),
        "types": list(catalog.lifecycle.types) if catalog.lifecycle else [],
        "severities": {name: catalog.severities_of(name) for name in catalog.providers},
        "priority": _priority(catalog),
        "services": {
            name: _service(catalog, name, service) for name, service in catalog.services.items()
        },
    }


def _offsets(zone: Zone, first_year: int, last_year: int) -> list[list[int]]:
    """Return from which instants on the clocks of a zone are how many seconds ahead of UTC."""
    found: list[list[int]] = []
    for year in range(first_year, last_year + 1):
        for start, _, offset in offset_intervals(zone, year):
            if not found or found[-1][1] != offset:
                found.append([start, offset])
    return found


def _priority(catalog: PublicCatalog) -> dict[str, Any] | None:
    priority = catalog.priority
    if priority is None:
        return None
    rules = [
        {
            "when": conditions_data(each.when),
            "severity": each.severity,
            **valid_data(each.valid),
        }
        for each in priority.rules.values()
    ]
    return {"default": priority.default, "rules": rules}


def _service(catalog: PublicCatalog, name: str, service: PublicService) -> dict[str, Any]:
    channels = dict.fromkeys(each.kind for each in service.channels)
    own = {kind: intake_name(service, kind) for kind in channels}
    return {
        "provider": service.provider,
        "family": service.family,
        "tags": list(service.tags),
        "phases": [{"phase": each.phase, **valid_data(each.valid)} for each in service.phases],
        "calendar": service.calendar,
        "intake": service.intake_calendar,
        "channel_intakes": {
            kind: intake
            for kind, intake in own.items()
            if intake is not None and intake != service.intake_calendar
        },
        "calendars": _calendars(catalog, name, service),
        **_standstills(catalog, name),
    }


def _standstills(catalog: PublicCatalog, service: str) -> dict[str, list[dict[str, Any]]]:
    found = [
        {"from": int(start.timestamp()), "until": int(end.timestamp()), "text": dict(why)}
        for start, end, why in standstills(catalog, service)
    ]
    return {"standstills": found} if found else {}


def _calendars(catalog: PublicCatalog, name: str, service: PublicService) -> list[str]:
    """Return the calendars that an answer about a service may ask."""
    facts = service_facts(name, service)
    rules = catalog.priority.rules.values() if catalog.priority else ()
    policies = [each for each in catalog.policies.values() if may_fit(each.when, facts)]
    whens = (*(each.when for each in rules), *(each.when for each in policies))
    named = (
        service.calendar,
        service.intake_calendar,
        *(each.intake_calendar for each in service.channels),
        *(each.calendar for each in whens if may_fit(each, facts)),
        *(target.calendar for each in policies for target in each.targets.values()),
    )
    return list(dict.fromkeys(each for each in named if each is not None))
