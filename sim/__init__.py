"""shenyang-metro-sim: innovation policy in the Shenyang metropolitan circle, simulated.

Names are loaded when first used, so that importing the package costs next to nothing. ``sim.__version__`` is the version of the
installed package.

>>> import sim
>>> baseline = sim.load_scenario("no-policy").with_horizon("2023-01", "2023-02")
>>> outcome = sim.simulate(baseline, seed=1)
>>> outcome.state, len(outcome.months)
('done', 2)
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.calibration.posterior import shipped as posterior
    from sim.forecast.study import forecast
    from sim.indicators.registry import indicators
    from sim.levers.registry import lever_types
    from sim.parameters.registry import parameters
    from sim.runs.model import MetroModel
    from sim.runs.outcome import simulate
    from sim.runs.version import model_version
    from sim.scenario.lookup import scenario_names
    from sim.scenario.resolve import load_scenario
    from sim.scenario.types import Scenario
    from sim.studies.attribution import attribute
    from sim.studies.comparison import Comparison, compare
    from sim.studies.optimisation import optimise
    from sim.studies.plan import load_plan
    from sim.studies.sensitivity import sensitivity
    from sim.studies.stored import open_results
    from sim.studies.sweep import sweep

    __version__: str

_HOMES = {
    "Comparison": "sim.studies.comparison",
    "MetroModel": "sim.runs.model",
    "Scenario": "sim.scenario.types",
    "attribute": "sim.studies.attribution",
    "compare": "sim.studies.comparison",
    "forecast": "sim.forecast.study",
    "indicators": "sim.indicators.registry",
    "lever_types": "sim.levers.registry",
    "load_plan": "sim.studies.plan",
    "load_scenario": "sim.scenario.resolve",
    "model_version": "sim.runs.version",
    "open_results": "sim.studies.stored",
    "optimise": "sim.studies.optimisation",
    "parameters": "sim.parameters.registry",
    "posterior": "sim.calibration.posterior",
    "scenario_names": "sim.scenario.lookup",
    "sensitivity": "sim.studies.sensitivity",
    "simulate": "sim.runs.outcome",
    "sweep": "sim.studies.sweep",
}

_OTHERWISE_CALLED = {"posterior": "shipped"}
"""Names that are plain inside their chapter and need saying more from outside."""

__all__ = [
    "Comparison",
    "MetroModel",
    "Scenario",
    "attribute",
    "compare",
    "forecast",
    "indicators",
    "lever_types",
    "load_plan",
    "load_scenario",
    "model_version",
    "open_results",
    "optimise",
    "parameters",
    "posterior",
    "scenario_names",
    "sensitivity",
    "simulate",
    "sweep",
    "__version__",
]


class _Package(ModuleType):
    """The package, which keeps the public names ``forecast``, ``indicators`` and ``parameters`` for their functions.

    Folders of the package have these names too, and importing one would bind it here: ``sim.parameters()`` would work once.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return __getattr__("model_version")()
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'sim' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(home), _OTHERWISE_CALLED.get(name, name))


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
