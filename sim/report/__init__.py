"""Reports from stored results: pages, figures and tables that anyone can open without this package."""

from sim.report.write import write_comparison_report

__all__ = ["write_comparison_report"]
