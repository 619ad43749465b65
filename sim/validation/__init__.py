"""Validation: stylised facts that were fixed beforehand, measured on runs, and null models that should do worse."""

from sim.validation.study import Verdict, validate

__all__ = ["Verdict", "validate"]
