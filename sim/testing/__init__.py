"""Contracts that plug-ins can be held to: the same that every built-in lever passes."""

from sim.testing.levers import check_lever

__all__ = ["check_lever"]
