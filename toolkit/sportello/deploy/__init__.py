"""Deploying: the files of a target go onto a running mail server, and come back off it.

A directory of releases, one link that says which is in force, and the server's own programs to
check, build, reload and ask. `Server` is what differs between servers.
"""

from sportello.deploy.asking import ask
from sportello.deploy.changes import DeployChanges, compare, too_many_removed
from sportello.deploy.desired import Desired, desired
from sportello.deploy.differences import text_differences
from sportello.deploy.directory import Directory
from sportello.deploy.drift import Drift, verify
from sportello.deploy.install import deploy, rollback
from sportello.deploy.planned import (
    Deployment,
    Result,
    can_roll_back,
    check_allowed,
    planned,
    planned_rollback,
)
from sportello.deploy.refused import Refused
from sportello.deploy.release import Release, Route
from sportello.deploy.server import Server
from sportello.deploy.servers import SERVERS

__all__ = [
    "SERVERS",
    "DeployChanges",
    "Deployment",
    "Desired",
    "Directory",
    "Drift",
    "Refused",
    "Release",
    "Result",
    "Route",
    "Server",
    "ask",
    "can_roll_back",
    "check_allowed",
    "compare",
    "deploy",
    "desired",
    "planned",
    "planned_rollback",
    "rollback",
    "text_differences",
    "too_many_removed",
    "verify",
]
