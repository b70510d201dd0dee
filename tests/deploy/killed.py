"""Kill a deploy with SIGKILL before each thing it does to the disk, and look at what is left.

Run by a test as a process of its own: `killed.py DIRECTORY CONFIG`, where a first release is in
force already. Prints how often it killed, and fails at the first half-made state.
"""

import shutil
import sys
from itertools import count
from pathlib import Path

from deploy.sites import NEW, OLD, Site
from kills import killed_at
from sportello.deploy import Directory, deploy, verify


def look(site: Site, first: str) -> None:
    """The old or the new release is in force and whole, and the next deploy leaves no traces."""
    name = site.directory.in_force()
    desired = site.desired(OLD if name == first else NEW)
    damage = [each for each in verify(site.directory, desired) if "never asked" not in each.message]
    assert damage == [], damage
    deploy(site.deployment, site.desired(NEW))
    assert verify(site.directory, site.desired(NEW)) == []
    names = {path.name for path in site.root.iterdir()}
    assert names == {"releases", "current", ".lock"}, names
    releases = sorted(path.name for path in (site.root / "releases").iterdir())
    assert releases == sorted([first, site.directory.in_force()]), releases


def main(root: Path, config: Path) -> None:
    first, states = Directory(root).in_force(), {True: 0, False: 0}
    pristine = root.with_name("pristine")
    shutil.copytree(root, pristine, symlinks=True)
    site = Site("postfix", root, config)
    for step in count(1):
        if not killed_at(step, lambda: deploy(site.deployment, site.desired(NEW))):
            break
        states[site.directory.in_force() == first] += 1
        look(site, first)
        shutil.rmtree(root)
        shutil.copytree(pristine, root, symlinks=True)
    sys.stdout.write(
        f"killed {sum(states.values())} times: {states[True]} old, {states[False]} new\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
