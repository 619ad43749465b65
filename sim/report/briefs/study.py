"""The briefs of all kinds of studies but comparisons, by kind."""

from collections.abc import Callable, Mapping

from sim.report.briefs import attribution, discovery, forecast, optimisation, sensitivity, sweep
from sim.report.briefs.brief import Brief, brief_report
from sim.report.content.blocks import Report
from sim.report.studies.stored import StoredStudy

BRIEFS: Mapping[str, Callable[[StoredStudy], Brief]] = {
    "sweep": sweep.brief,
    "sensitivity": sensitivity.brief,
    "attribution": attribution.brief,
    "optimisation": optimisation.brief,
    "discovery": discovery.brief,
    "forecast": forecast.brief,
}


def study_brief(study: StoredStudy) -> Report:
    """Return the brief of a study.

    Raises:
        KeyError: no brief is written of this kind.
    """
    return brief_report(BRIEFS[study.kind](study), study.language, study.manifest["horizon"], study.manifest["version"])
