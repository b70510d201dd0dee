"""The report of a desk with few requests: many of its numbers could be known."""

from dataclasses import replace

from report.rows import instant, tables
from sportello.catalog import Loaded
from sportello.report.make import report_of
from sportello.report.publishing.public import public_parts
from sportello.report.report import Outage, Report, Source
from sportello.report.tables import GROUPS

_DRAWN = """
CREATE TABLE drawn AS SELECT
    range AS number,
    1735686000 + range * {step} AS opened,
    CAST(hash(range * 7 + {seed}) % 1000 AS BIGINT) AS a, CAST(hash(range * 11 + {seed}) % 1000 AS BIGINT) AS b,
    CAST(hash(range * 13 + {seed}) % 1000 AS BIGINT) AS c
FROM range({count})
"""
_MONTH = "strftime(make_timestamp({} * 1000000 + 3600000000), '%Y-%m')"


def report_of_a_desk(
    loaded: Loaded, count: int = 1500, now: str = "2026-02-10 12:00", seed: int = 0
) -> Report:
    """Return a report since January 2025: most requests are of a few services, some of others."""
    services = [*loaded.catalog.services]
    until = instant(now)
    assert until is not None
    named = "[" + ", ".join(f"'{each}'" for each in services) + "]"
    with tables() as made:
        duck = made.duck
        duck.execute(_DRAWN.format(step=(until - 1735686000) // count, seed=seed, count=count))
        families = (
            "map {"
            + ", ".join(
                f"'{name}': '{each.family or each.provider}'"
                for name, each in loaded.catalog.services.items()
            )
            + "}"
        )
        duck.execute(
            f"""
            INSERT INTO ticket (number, file, row, reference, service, family, channel, opened, resolved,
                reopened, is_open, vote, voted, opened_month, resolved_month, voted_month)
            WITH lived AS (SELECT *,
                {named}[CAST(1 + floor(len({named}) * pow(a / 1000.0, 3)) AS INT)] AS service,
                CASE WHEN c > 40 THEN least(opened + c * 2000, {until}) END AS resolved,
                c % 7 = 0 AND c > 40 AS votes FROM drawn)
            SELECT number, 0, number + 2, number, service, {families}[service],
                CASE WHEN b < 550 THEN 'mail' WHEN b < 850 THEN 'phone' WHEN b < 990 THEN 'portal'
                    ELSE 'chat' END,
                opened, resolved, 0, resolved IS NULL,
                CASE WHEN votes THEN ['positive', 'positive', 'neutral', 'negative'][1 + a % 4] END,
                CASE WHEN votes THEN resolved END, {_MONTH.format("opened")},
                {_MONTH.format("resolved")}, CASE WHEN votes THEN {_MONTH.format("resolved")} END
            FROM lived
            """
        )
        groups = ", ".join(GROUPS)
        for kind, month in (("opened", "opened"), ("resolved", "resolved")):
            duck.execute(
                f"INSERT INTO turn SELECT number, {groups}, '{kind}', {month}, {month}_month "
                f"FROM ticket WHERE {month} IS NOT NULL"
            )
        duck.execute(
            f"""
            INSERT INTO cycle (ticket, {groups}, target, number, state, exactness, started, due, stopped,
                used, used_at_least, margin, decided, opened_month, decided_month, stopped_month)
            SELECT t.number, {groups}, target, 1, CASE WHEN b % 9 = 0 THEN 'breached' ELSE 'met' END, 'exact',
                t.opened, t.resolved, t.resolved, used, used, 0, t.resolved, opened_month, resolved_month,
                resolved_month
            FROM ticket AS t JOIN drawn AS d ON t.number = d.number,
                (VALUES ('first_response', 60), ('resolution', 600)) AS v(target, times), LATERAL (SELECT a * times AS used)
            WHERE t.resolved IS NOT NULL
            """
        )
        source = Source("tickets.csv", "0" * 64, "plain", count, count)
        outage = Outage(services[0], "2026-01", 720000, 7200, 0, 99.0, True)
        report = report_of(duck, loaded.catalog, [source], until, by=[*public_parts()])
        return replace(report, availability=(outage,))
