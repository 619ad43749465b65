"""The kinds of studies that a folder can hold."""

from collections.abc import Mapping

from sim.studies.study import Study


def study_kinds() -> Mapping[str, type[Study]]:
    """Return the types of studies by kind."""
    from sim.forecast.study import ForecastStudy
    from sim.studies.attribution import AttributionStudy
    from sim.studies.comparison import ComparisonStudy
    from sim.studies.discovery import DiscoveryStudy
    from sim.studies.optimisation import OptimisationStudy
    from sim.studies.sensitivity import SensitivityStudy
    from sim.studies.sweep import SweepStudy

    kinds: tuple[type[Study], ...] = (
        ComparisonStudy, SweepStudy, SensitivityStudy, AttributionStudy, OptimisationStudy, DiscoveryStudy, ForecastStudy,
    )  # fmt: skip
    return {study.kind: study for study in kinds}
