"""Reference pages that are written from the code: ``python -m sim.reference`` renews them, a test keeps them in step."""

from sim.reference.pages import pages

__all__ = ["pages"]
