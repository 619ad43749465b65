"""How kernels see a table: as the place where its columns are described, not as forty arrays.

Numba hands a named tuple on part by part, and an array as seven numbers, so a helper that took two tables had six hundred arguments,
and most of what compiling took went into them. Here a table is a type of its own: one pointer to a list that says where each
column begins and how long it is, or the value of each number. A kernel reads from the list what it uses.

Only :mod:`sim.kernels` imports this, when the first kernel is called, because it needs numba.
"""

import hashlib
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import NativeValue, infer_getattr, lower_getattr_generic, models, register_model, typeof_impl, unbox
from numba.np.arrayobj import make_array, populate_array
from numba.np.numpy_support import as_dtype

MOST_AXES = 3
PLACES = 1 + MOST_AXES
"""Words of a column in the list: its address and its lengths; or, of a number, its value."""

_WORD = ir.IntType(64)
_NUMBER = ir.DoubleType()
_BYTES = ir.IntType(8).as_pointer()
_HEADER = 4
"""Words before the address in what numba writes of an array: owner, owner in Python, number and size of its items."""


class Table(types.Type):
    """Numba's type of a table: its title, and name and type of each column."""

    def __init__(self, title: str, columns: tuple[tuple[str, types.Type], ...]) -> None:
        self.title = title
        self.columns = dict(columns)
        self.place = {name: number * PLACES for number, name in enumerate(self.columns)}
        digest = hashlib.blake2b(repr(columns).encode(), digest_size=4).hexdigest()
        super().__init__(f"{title}_{digest}")


def introduce(declared: type[Any]) -> None:
    """Make numba see the instances of a named tuple as tables: its parts are arrays in C order, or all are numbers."""

    @typeof_impl.register(declared)
    def type_of(table: Any, context: Any) -> Table | None:
        kinds = [_column_type(typeof_impl(part, context)) for part in table]
        known = [kind for kind in kinds if kind is not None]
        if len(known) < len(kinds) or known.count(types.float64) not in {0, len(known)}:
            return None
        return Table(declared.__qualname__, tuple(zip(table._fields, known, strict=True)))


def _column_type(found: types.Type) -> types.Type | None:
    """Type of a column, None if a table cannot hold it; every number is held as a float."""
    if isinstance(found, types.Array):
        return found if found.layout == "C" and found.ndim <= MOST_AXES else None
    return types.float64 if isinstance(found, types.Integer | types.Float | types.Boolean) else None


@register_model(Table)
class _Pointer(models.OpaqueModel):
    """In compiled code, the address of the list."""


@infer_getattr
class _Columns(AttributeTemplate):
    """Type of ``table.column``."""

    key = Table

    def generic_resolve(self, table: Any, name: str) -> Any:  # type: ignore[override]  # numba declares it without a result
        return table.columns.get(name)


@lower_getattr_generic(Table)
def _column(context, builder, table, pointer, name):
    """Code for ``table.column``."""
    column, place = table.columns[name], table.place[name]
    if column is types.float64:
        return _read(builder, pointer, place, _NUMBER)
    array = make_array(column)(context, builder)
    size = _size(column)
    lengths = [_read(builder, pointer, place + 1 + axis, _WORD) for axis in range(column.ndim)]
    strides: list[Any] = []
    items = _WORD(1)
    for length in reversed(lengths):
        strides.insert(0, builder.mul(items, _WORD(size)))
        items = builder.mul(items, length)
    address = builder.inttoptr(_read(builder, pointer, place, _WORD), context.get_data_type(column.dtype).as_pointer())
    populate_array(array, address, lengths, strides, size, None)
    array.nitems = items
    return array._getvalue()


def _read(builder, pointer, place, kind):
    """Code that reads one word of the list; as the list never changes, a loop may read it once."""
    words = builder.bitcast(pointer, ir.ArrayType(kind, place + 1).as_pointer())
    word = builder.load(cgutils.gep_inbounds(builder, words, 0, place))
    word.set_metadata("invariant.load", builder.module.add_metadata([]))
    return word


@unbox(Table)
def _list_columns(table, value, c):
    """Code that writes the list for a tuple of Python, whose arrays stay in Python's care."""
    builder, columns = c.builder, table.columns.values()
    described = cgutils.alloca_once(builder, ir.ArrayType(ir.ArrayType(_WORD, PLACES), len(columns)))
    wrong = cgutils.alloca_once_value(builder, cgutils.false_bit)
    write = _write_number if types.float64 in columns else _write_array
    sizes = cgutils.global_constant(builder, ".sizes", ir.Constant(ir.ArrayType(_WORD, len(columns)), [_size(column) for column in columns]))
    take = cgutils.get_or_insert_function(builder.module, ir.FunctionType(c.pyapi.pyobj, [c.pyapi.pyobj, _WORD]), "PyTuple_GetItem")
    with cgutils.for_range(builder, _WORD(len(columns))) as loop:
        size = builder.load(cgutils.gep_inbounds(builder, sizes, 0, loop.index))
        failed = write(c, builder.call(take, (value, loop.index)), cgutils.gep_inbounds(builder, described, 0, loop.index), size)
        with builder.if_then(failed, likely=False):
            builder.store(cgutils.true_bit, wrong)
            c.pyapi.err_set_string("PyExc_TypeError", f"{table.title} holds something else than was declared")
    return NativeValue(_settled(builder, described), is_error=builder.load(wrong))


def _size(column):
    """Bytes of an item."""
    return as_dtype(getattr(column, "dtype", column)).itemsize


def _write_number(c, part, words, _size_of_item):
    """Code that writes a number into the list; gives whether it failed."""
    c.builder.store(c.pyapi.float_as_double(part), c.builder.bitcast(words, _NUMBER.as_pointer()))
    return c.pyapi.c_api_error()


def _write_array(c, part, words, size):
    """Code that writes address and lengths of an array into the list; gives whether it is none, or of items of another size."""
    builder = c.builder
    header = cgutils.alloca_once(builder, ir.ArrayType(_WORD, _HEADER + 1 + 2 * MOST_AXES))
    adapt = cgutils.get_or_insert_function(builder.module, ir.FunctionType(ir.IntType(32), [c.pyapi.pyobj, _BYTES]), "numba_adapt_ndarray")
    failed = cgutils.is_not_null(builder, builder.call(adapt, (part, builder.bitcast(header, _BYTES))))
    for word in range(PLACES):
        found = builder.load(cgutils.gep_inbounds(builder, header, 0, _HEADER + word))
        builder.store(found, cgutils.gep_inbounds(builder, words, 0, word))
    return builder.or_(failed, builder.icmp_unsigned("!=", builder.load(cgutils.gep_inbounds(builder, header, 0, _HEADER - 1)), size))


def _settled(builder, described):
    """Address of the finished list, by a path the compiler does not see through: else it might read a word before it is written."""
    through = ir.FunctionType(_BYTES, [_BYTES])
    return builder.asm(through, "", "=r,0,~{memory}", [builder.bitcast(described, _BYTES)], True)
