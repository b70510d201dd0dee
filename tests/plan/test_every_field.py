"""Every field of every class of the model has its effect: an edit of it gives a line of a plan."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from msgspec import Meta
from msgspec.structs import replace

from sportello.catalog import load
from sportello.catalog.model import Catalog, Part, Text
from sportello.frozendict import FrozenDict
from sportello.plan.comparison import Side
from sportello.plan.plan import plan
from sportello.plan.sections import entries_of
