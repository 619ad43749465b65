"""The 28 systems of the documents: what carries each of them in the model, where it shows, and how it is switched off."""

from sim.systems.registry import System, systems
from sim.systems.switch import Expectation, Trial, switched_off, with_context

__all__ = ["Expectation", "System", "Trial", "switched_off", "systems", "with_context"]
