"""Reports from stored results: pages, figures and tables that anyone can open without this package."""

from sim.report.studies.write import write_study_report
from sim.report.write import write_comparison_report

__all__ = ["write_comparison_report", "write_study_report"]
