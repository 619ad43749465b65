"""How kernels are compiled: five decorators, so that the choice stands in one place.

``kernel`` compiles a loop that Python calls and that makes no arrays; ``maker`` one that does make arrays;
``inner`` a function that only kernels call; ``inlined`` one so small that its text is put into the kernels that call it. Counting
references to arrays at every call would cost many times the work itself; so ``kernel`` and ``inner`` do without it, and ``inner`` without
an entry for Python, which shortens compilation (measured in ``docs/decisions/0004-kernels.md``). ``columnwise`` is an ``inner`` loop over
a few columns without effects beside them, or a part of one: processors carry it out for eight rows at a time, provided that a division
by zero is no error, so there it gives what numpy gives.

No fast-math: every operation is the one that is written, so bits do not depend on how a loop was optimised.

Numba is imported when the first kernel is called, not before: checking or listing scenarios needs the declarations of the processes,
but none of their loops.

Compiled code is kept in a folder named by a digest of all code that kernels are made of. Numba by itself notices a change only in
the file of the kernel, not in the functions and tuples that it uses from other files, and would go on with stale code.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache, cached_property, partial, update_wrapper
from pathlib import Path
from typing import Any

import numpy as np

_PACKAGE = Path(__file__).parent
_SOURCES = (
    *("kernels.py", "table_type.py", "calendar.py", "draws", "indicators", "ledger"),
    *("levers/offers.py", "levers/quantities.py", "processes", "world"),
)


def digest_of(package: Path) -> str:
    """Digest of all sources below a package folder that kernels are made of; 16 hexadecimal digits."""
    files: list[Path] = []
    for name in _SOURCES:
        files += [package / name] if name.endswith(".py") else sorted((package / name).rglob("*.py"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def cache_folder() -> Path:
    """Folder of compiled code: beside the package, or in the user's or the temporary folder if that cannot be written."""
    given = os.environ.get("NUMBA_CACHE_DIR")
    homes = [Path(given)] if given else [_PACKAGE / "__pycache__", Path.home() / ".cache" / "metrosim", Path(tempfile.gettempdir()) / "metrosim"]
    for home in homes:
        folder = home / f"kernels-{digest_of(_PACKAGE)}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return homes[-1]


_KNOWN: set[type] = {int, float, bool, np.uint64, np.int64, np.float64}
"""Types of arguments that need one compiled version each."""

_NEW_TABLES: list[type] = []
"""Typed tables that numba has not met yet."""


def typed_table[T: type](declared: T) -> T:
    """Say of a named tuple that its columns have the same types and layout whenever one is made.

    So calls need not look at each, and kernels see one pointer instead of all columns (:mod:`sim.table_type`). Of parameters it says that
    they are numbers; kernels take them for floats.
    """
    if declared not in _KNOWN:
        _KNOWN.add(declared)
        _NEW_TABLES.append(declared)
    return declared


def _introduce_tables() -> None:
    """Tell numba of the typed tables that were declared since it was last asked."""
    if _NEW_TABLES:
        from sim.table_type import introduce

        while _NEW_TABLES:
            introduce(_NEW_TABLES.pop())


def _kind(argument: Any) -> Any:
    """What decides the compiled version that an argument needs."""
    own = type(argument)
    if own in _KNOWN:
        return own
    if own is np.ndarray:
        flags = argument.flags
        return argument.dtype, argument.ndim, flags.carray or flags.num
    return (own, *map(_kind, argument)) if isinstance(argument, tuple) else own


class Compiled:
    """A function with its options of compilation; numba sees it when it is first called, from Python or by another kernel.

    Numba looks at each of some two hundred arrays at every call to choose the version of a function, ten times what the call itself
    takes. There is one version of nearly all, so a call whose arguments are of the kinds of the last call goes straight to it.
    """

    def __init__(self, function: Callable[..., Any], **options: Any) -> None:
        self._function = function
        self._options = options
        self._last: tuple[list[Any], Callable[..., Any]] | None = None
        update_wrapper(self, function)

    @cached_property
    def dispatcher(self) -> Any:
        """Numba's own object for the function."""
        os.environ.setdefault("NUMBA_DISABLE_ERROR_MESSAGE_HIGHLIGHTING", "1")  # it would ask the terminal for every type it tries
        from numba import config, njit

        config.CACHE_DIR = str(cache_folder())  # type: ignore[attr-defined]
        return njit(cache=True, **self._options)(self._function)

    def __call__(self, *arguments: Any) -> Any:
        """Call the compiled function."""
        kinds = [own if (own := type(argument)) in _KNOWN else _kind(argument) for argument in arguments]
        last = self._last
        if last is not None and kinds == last[0]:
            return last[1](*arguments)
        _introduce_tables()
        answer = self.dispatcher(*arguments)
        versions = list(getattr(self.dispatcher, "overloads", {}).values())  # none where numba is told not to compile
        whole = len(arguments) == self._function.__code__.co_argcount  # else numba fills in the defaults
        self._last = (kinds, versions[0].entry_point) if whole and len(versions) == 1 else None
        return answer

    def __getattr__(self, name: str) -> Any:
        # Numba asks for `_numba_type_`, `targetoptions` and `py_func` of a function that a kernel names; Python for names in underscores.
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.dispatcher, name)


_MAKER: dict[str, Any] = {"no_cfunc_wrapper": True}
_KERNEL = {**_MAKER, "_nrt": False}
_INNER = {**_KERNEL, "no_cpython_wrapper": True}

maker: Any = partial(Compiled, **_MAKER)
kernel: Any = partial(Compiled, **_KERNEL)
inner: Any = partial(Compiled, **_INNER)
columnwise: Any = partial(Compiled, error_model="numpy", forceinline=True, **_INNER)
inlined: Any = partial(Compiled, inline="always")
