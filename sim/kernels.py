"""How kernels are compiled: three decorators, so that the choice stands in one place.

``kernel`` compiles a loop that Python calls and that makes no arrays; ``maker`` one that does make arrays;
``inner`` a function that only kernels call. A table is a tuple of some forty arrays, and counting references to each
of them at every call costs twenty times the work itself; so ``kernel`` and ``inner`` do without reference counting,
and ``inner`` without an entry for Python, which halves the time of compilation (measured in
``docs/decisions/0004-kernels.md``).

No fast-math: every operation is the one that is written, so bits do not depend on how a loop was optimised.
"""

from typing import Any

from numba import njit

_MAKER: dict[str, Any] = {"cache": True, "no_cfunc_wrapper": True}
_KERNEL = {**_MAKER, "_nrt": False}
_INNER = {**_KERNEL, "no_cpython_wrapper": True}

maker = njit(**_MAKER)
kernel = njit(**_KERNEL)
inner = njit(**_INNER)
