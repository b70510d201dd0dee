"""Sieve for Dovecot's Pigeonhole: tags each mail with its mailbox and services, and acknowledges.

Files: `sportello.sieve`, and, without any text of the catalog, `90-sportello.conf` and
`README.txt`. The script runs for every user of the server. It knows the mailbox by the delivery
address, whose detail (RFC 5233) the routing table puts there.
"""

from dataclasses import replace

from sportello.files import Files
from sportello.routing import RoutingTable
from sportello.routing.announced import without_past
from sportello.targets.promises import with_promises
from sportello.targets.sieve.script import sieve_script
from sportello.targets.target import BuildContext, RoutingContextTarget, static_files


def render(table: RoutingTable, context: BuildContext | None = None) -> Files:
    """Return the script and the files that say how to install it.

    What acknowledgements promise is said in the words of the desk's site. Announcements that were
    over before the day of the build are left out.
    """
    about = context or BuildContext()
    promising = with_promises(table, table.deliveries, about.site)
    if about.day:
        promising = replace(promising, catalog=without_past(promising.catalog, about.day))
    return {
        **static_files(__name__, "90-sportello.conf", "README.txt"),
        "sportello.sieve": sieve_script(promising).encode(),
    }


TARGET = RoutingContextTarget("routing/sieve", render)
