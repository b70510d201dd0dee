"""Business time for many instants at once; the work is done in pieces that stay in the cache."""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sportello.worktime.compiled import CompiledCalendar
from sportello.worktime.counting import elapsed, instant_after
from sportello.worktime.errors import BeyondKnownHolidays
from sportello.worktime.slots import Int64s
from sportello.worktime.tables import Buffers, Tables

_PIECE: Final = 2**14
_Quick: TypeAlias = Callable[[Tables, Buffers, Int64s, Int64s, Int64s], bool]
_Single: TypeAlias = Callable[[CompiledCalendar, int, int], int]


def due_many(compiled: CompiledCalendar, start: ArrayLike, seconds: ArrayLike) -> Int64s:
    """Return what `Calendar.due_many` describes."""
    operands = _integers(start, "start"), _integers(seconds, "seconds")
    return _each(compiled, operands, _due, instant_after, instants=1)


def elapsed_many(compiled: CompiledCalendar, a: ArrayLike, b: ArrayLike) -> Int64s:
    """Return what `Calendar.elapsed_many` describes."""
    operands = _integers(a, "a"), _integers(b, "b")
    return _each(compiled, operands, _elapsed, elapsed, instants=2)


def _integers(value: ArrayLike, name: str) -> NDArray[Any]:
    array = np.asarray(value)
    if array.dtype.kind in "iu":
        return array
    hint = "give whole epoch seconds as int64"
    if array.dtype.kind == "M":
        hint += ', which .astype("datetime64[s]").astype("int64") makes of instants in UTC'
    raise TypeError(f"{name} holds {array.dtype}: {hint}")


def _each(
    compiled: CompiledCalendar,
    operands: tuple[NDArray[Any], NDArray[Any]],
    quick: _Quick,
    single: _Single,
    *,
    instants: int,
) -> Int64s:
    """Return the answers for all elements; the first `instants` operands are epoch seconds.

    A piece for which the tables do not reach is tried again with tables that cover it, and
    then answered one by one, which reaches further or says what is wrong.
    """
    pieces = np.nditer(
        [*operands, None],
        flags=["buffered", "external_loop", "zerosize_ok"],
        op_flags=[["readonly"], ["readonly"], ["writeonly", "allocate"]],
        op_dtypes=[np.int64] * 3,
        order="C",
        casting="same_kind",
        buffersize=_PIECE,
    )
    done = 0
    tables, buffers = None, None
    with pieces:
        for first, second, out in pieces:
            if buffers is None or tables is None or not quick(tables, buffers, first, second, out):
                tables = _covering(compiled, (first, second)[:instants])
                buffers = tables.buffers(2 * _PIECE)
                if not quick(tables, buffers, first, second, out):
                    shape = np.broadcast_shapes(*(operand.shape for operand in operands))
                    out[...] = _one_by_one(compiled, single, (first, second), shape, done)
            done += len(out)
        answers: Int64s = pieces.operands[2]
    return answers


def _covering(compiled: CompiledCalendar, instants: tuple[Int64s, ...]) -> Tables:
    """Return tables that cover instants, as far as they are known."""
    low, high = compiled.low, compiled.high
    first = min(max(min(int(each.min()) for each in instants), low), high)
    last = max(min(max(int(each.max()) for each in instants), high), low)
    line = compiled.covering(first, last).timeline
    tables = compiled.tables
    if tables is None or tables.line is not line:
        compiled.tables = tables = Tables.of(line)
    return tables


def _one_by_one(
    compiled: CompiledCalendar,
    single: _Single,
    pairs: tuple[Int64s, Int64s],
    shape: tuple[int, ...],
    done: int,
) -> list[int]:
    answers: list[int] = []
    for index, (first, second) in enumerate(zip(*map(np.ndarray.tolist, pairs), strict=True), done):
        try:
            answers.append(single(compiled, first, second))
        except BeyondKnownHolidays as error:
            place = ", ".join(str(number) for number in np.unravel_index(index, shape))
            raise BeyondKnownHolidays(
                f"element [{place}]: {error.message}" if place else error.message, error.hint
            ) from None
    return answers


def _elapsed(tables: Tables, buffers: Buffers, a: Int64s, b: Int64s, out: Int64s) -> bool:
    size = len(out)
    buffers = buffers.cut(2 * size)
    np.subtract(b, tables.line.low, out=buffers.instants[:size])
    np.subtract(a, tables.line.low, out=buffers.instants[size:])
    opened = tables.open_before(buffers)
    if opened is None:
        return False
    np.subtract(opened[:size], opened[size:], out=buffers.found[:size])
    np.copyto(out, buffers.found[:size])
    return True


def _due(tables: Tables, buffers: Buffers, start: Int64s, seconds: Int64s, out: Int64s) -> bool:
    buffers = buffers.cut(len(out))
    np.subtract(start, tables.line.low, out=buffers.instants)
    opened = tables.open_before(buffers)
    if opened is None:
        return False
    amount = int(seconds[0]) if seconds.strides == (0,) else seconds
    # What is reached going forward is the end of a second, going back the start of one: -1 and 0.
    step, idle = -amount >> 63, amount == 0
    target = buffers.instants
    np.copyto(target, opened)
    target += amount + step
    some_idle = np.any(idle)
    if some_idle:
        np.copyto(target, 0, where=idle)
    if int(target.view(np.uint64).max()) >= max(tables.total, 1):
        return False
    np.add(target, tables.line.low - step, out=out)
    tables.offsets.look_up(target, buffers.found)
    np.copyto(target, buffers.found)
    out += target
    if some_idle:
        np.copyto(out, start, where=idle)
    return True
