"""Asking a server whether it does what the catalog says. Nothing is changed."""

from sportello.deploy.desired import Desired
from sportello.deploy.drift import Drift
from sportello.deploy.planned import Deployment
from sportello.deploy.questions import questions
from sportello.deploy.refused import Refused


def ask(deployment: Deployment, desired: Desired) -> list[Drift]:
    """Return what the server says otherwise than the catalog, and tell how much it was asked.

    A server that does not read the directory, or cannot be asked here, is such a finding too.
    """
    server, installed = deployment.server, deployment.installation()
    asking = questions(server, {}, desired.addresses)
    again = "mend that, then verify again"
    try:
        unused = server.unused(installed)
        wrong = (unused,) if unused else server.probe(installed, asking)
    except Refused as refused:
        return [Drift(server.name, refused.message, refused.hint)]
    if not wrong and asking:
        deployment.tell(f"Asked {server.name} about {len(asking)} addresses: it says the same.")
    return [Drift(server.name, each, again) for each in wrong]
