"""The servers that can be deployed to, one module a server with its `SERVER`.

A module has the name of the target below `routing/` that writes the server's files.
"""

from importlib import import_module
from pkgutil import iter_modules

from sportello.deploy.server import Server

SERVERS: dict[str, Server] = {
    module.name: import_module(f"{__name__}.{module.name}").SERVER
    for module in iter_modules(__path__)
}
