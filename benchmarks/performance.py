"""The performance document: every section in one session, a plot, and the machine they were taken on."""

import os
import platform
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import month, plain, scaling, startup, throughput, yardstick
from benchmarks.section import Section

SECTIONS: Mapping[str, Callable[[bool], Section]] = {
    "yardstick": yardstick.measure,
    "plain": plain.measure,
    "month": month.measure,
    "startup": startup.measure,
    "throughput": throughput.measure,
    "scaling": scaling.measure,
}
DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
PLOT = DOCUMENT.with_suffix(".png")


def write(*, quick: bool) -> None:
    """Measure every section and write document and plot."""
    load = os.getloadavg()[0]
    found = {name: _told(name, measure, quick) for name, measure in SECTIONS.items()}
    _plot(found)
    DOCUMENT.write_text(_document(found, load, quick), encoding="utf-8")
    sys.stderr.write(f"wrote {DOCUMENT} and {PLOT.name}\n")


def _told(name: str, measure: Callable[[bool], Section], quick: bool) -> Section:
    sys.stderr.write(f"measuring: {name}\n")
    return measure(quick)


def _document(found: Mapping[str, Section], load: float, quick: bool) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("mesa", "numba", "numpy"))
    extent = "in short (`--quick`)" if quick else "in full"
    head = f"""# Performance

Written by `make bench`; do not edit. Measured {extent} on {datetime.now(UTC):%Y-%m-%d} in one session, on {os.cpu_count()} cores
({platform.machine()}, {platform.system()}), Python {platform.python_version()}, {packages}. Load of the machine by other work when it
began: {load:.1f} (zero is a quiet machine; ratios suffer less from load than seconds).

- {found["plain"].numbers["ratio"]:.0f} times as fast as a plain Mesa model of the same mechanisms;
- a run of 60 months on the full population takes {found["month"].numbers["run"]:.2f} s of one core;
- two workers do {found["throughput"].numbers["two"]:.1f} runs a second, {found["throughput"].numbers["two"] / found["throughput"].numbers["one"]:.2f}
  times what one does, in {found["throughput"].numbers["memory"]:.0f} MiB each.

![Time by process, and time per firm by number of firms](performance.png)

"""
    return head + "\n".join(section.markdown() for section in found.values())


def _plot(found: Mapping[str, Section]) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10.5, 4.4), layout="constrained")
    steps = {key: value for key, value in found["month"].numbers.items() if key not in ("run", "build")}
    left.barh(list(steps), list(steps.values()), color="#2f6f8f")
    left.invert_yaxis()
    left.set(xlabel="milliseconds a month", title="Processes of the month")
    sizes = {float(size): value for size, value in found["scaling"].numbers.items()}
    right.plot(list(sizes), list(sizes.values()), "o-", color="#2f6f8f", label="ours, full model")
    firms = scaling.FIRMS_2022
    right.plot([firms], [1e6 * found["plain"].numbers["plain Mesa ms"] / firms], "s", color="#b5532d", label="plain Mesa, shared configuration")
    right.plot([firms], [1e6 * found["plain"].numbers["ours ms"] / firms], "o", mfc="none", color="#b5532d", label="ours, shared configuration")
    right.set(xscale="log", yscale="log", xlabel="firms", ylabel="nanoseconds a firm-month", title="Time per firm and month")
    right.legend(frameon=False)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=8)
    figure.savefig(PLOT, dpi=120)
    pyplot.close(figure)
