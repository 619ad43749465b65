"""Lives: what happened to one result or firm, month by month, and why it stopped (decision 15)."""

from sim.lives.choice import Candidate, choose, identity_of
from sim.lives.event import Event, Life, UnknownLifeError
from sim.lives.trace import trace

__all__ = ["Candidate", "Event", "Life", "UnknownLifeError", "choose", "identity_of", "trace"]
