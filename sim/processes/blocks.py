"""Blocks of rows: loops over a whole table take a block of them at a time, and keep what they work out in room for one block.

A block's draws then stay in the processor's own memory. With room for a draw of every firm, each process would write and read that
room through the main memory, which takes longer than the draws.
"""

import numpy as np

BLOCK = 4096
"""Rows of a block."""


def room_for_a_block() -> np.ndarray:
    """Return room for one number per row of a block; shape (BLOCK,)."""
    return np.empty(BLOCK)
