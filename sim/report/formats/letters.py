"""Letters as office programs count and accept them."""

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def printable(text: str) -> str:
    r"""Leave out the control characters that XML forbids; messages of failed runs may hold them.

    >>> printable("a\x00b")
    'ab'
    """
    return _CONTROLS.sub("", text)


def width(text: str) -> int:
    """Count letters, a Chinese one as two.

    >>> width("R&D 研发")
    8
    """
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
