"""What is promised, as one table of services, channels and priorities."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sportello.catalog.model import Policy, PublicCatalog
from sportello.directory.ways import Way
from sportello.sla.conditions import Facts, depends_on
from sportello.targets.site.sheet import Policies, told_facts

_Level = tuple[str, Policy]


@dataclass(frozen=True)
class LevelRow:
    """The levels that can hold for requests, the first that fits before those behind it.

    Without `channels` or `severities` they hold for all of them.
    """

    services: tuple[str, ...]
    channels: tuple[str, ...]
    severities: tuple[str, ...]
    levels: tuple[_Level, ...]

    @property
    def told(self) -> tuple[_Level, ...]:
        """The levels that a reader needs to tell apart: one will do where none has a time."""
        has_times = any(level.targets or level.averages for _, level in self.levels)
        return self.levels if has_times else self.levels[-1:]


def level_rows(
    catalog: PublicCatalog, policies: Policies, ways: Mapping[str, Iterable[Way]]
) -> tuple[LevelRow, ...]:
    """Return the table, services of which everything is the same together."""
    found: dict[object, list[str]] = {}
    rows: dict[object, tuple[LevelRow, ...]] = {}
    for name in catalog.services:
        own = tuple(_rows(catalog, policies[name], name, [way.kind for way in ways[name]]))
        key = tuple(
            (row.channels, row.severities, [level for level, _ in row.levels]) for row in own
        )
        found.setdefault(repr(key), []).append(name)
        rows.setdefault(repr(key), own)
    return tuple(
        LevelRow(tuple(names), row.channels, row.severities, row.levels)
        for key, names in found.items()
        for row in rows[key]
    )


def _rows(
    catalog: PublicCatalog, policies: Sequence[_Level], name: str, kinds: Iterable[str]
) -> Iterator[LevelRow]:
    severities = catalog.severities_of(catalog.services[name].provider)
    channels = tuple(dict.fromkeys(kinds)) if any(each.when.channel for _, each in policies) else ()
    if not any(each.when.severity for _, each in policies):
        severities = ()
    facts = told_facts(name, catalog.services[name])
    cells = {
        (channel, severity): tuple(_levels(policies, {**facts, **_cell_facts(channel, severity)}))
        for channel in channels or ("",)
        for severity in severities or ("",)
    }
    by_channel: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for channel in channels or ("",):
        line = tuple(
            tuple(key for key, _ in cells[channel, severity]) for severity in severities or ("",)
        )
        by_channel.setdefault(line, []).append(channel)
    for same in by_channel.values():
        by_severity: dict[tuple[str, ...], list[str]] = {}
        for severity in severities or ("",):
            names = tuple(key for key, _ in cells[same[0], severity])
            by_severity.setdefault(names, []).append(severity)
        for alike in by_severity.values():
            yield LevelRow(
                services=(name,),
                channels=() if len(by_channel) == 1 else tuple(same),
                severities=() if len(by_severity) == 1 else tuple(alike),
                levels=cells[same[0], alike[0]],
            )


def _cell_facts(channel: str, severity: str) -> Facts:
    known = {"channel": channel, "severity": severity}
    return {key: frozenset({value}) for key, value in known.items() if value}


def _levels(policies: Iterable[_Level], facts: Facts) -> Iterator[_Level]:
    """Yield what can hold, up to the first that holds in any case."""
    for key, policy in policies:
        left = depends_on(policy.when, facts)
        if left is None:
            continue
        yield key, policy
        if policy.valid is None and not left:
            return


def severities_by_provider(
    catalog: PublicCatalog,
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return the severities, the worst first, with the providers whose tickets have these."""
    found: dict[tuple[str, ...], list[str]] = {}
    with_services = {each.provider for each in catalog.services.values()}
    for provider in catalog.providers:
        if provider in with_services and (own := catalog.severities_of(provider)):
            found.setdefault(own, []).append(provider)
    return tuple((tuple(providers), own) for own, providers in found.items())


def version(catalog: PublicCatalog) -> str:
    """Return what changes with any level, and with nothing else: seven hexadecimal digits."""
    said = (catalog.policies, catalog.severities, catalog.priority, catalog.availability)
    return sha256(repr(said).encode()).hexdigest()[:7]
