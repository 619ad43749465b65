"""Reports from stored results: full or brief, in formats that anyone can open without this package."""

from sim.report.write import write_report

__all__ = ["write_report"]
