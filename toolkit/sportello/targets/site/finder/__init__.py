"""The finder's index: what can be looked for on the site, and what a result shows.

The browser ranks it (`site/assets/ranking.js`): nothing that is typed leaves the device.
"""

from sportello.targets.site.finder.index import finder_index

__all__ = ["finder_index"]
