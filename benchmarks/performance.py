"""The performance document in both languages: every section in one session, goals, a plot, and the machine they were taken on."""

import os
import platform
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import month, plain, scaling, startup, throughput, yardstick
from benchmarks.goals import HEAD, goal_rows
from benchmarks.section import Section, table
from sim.texts.bilingual import LANGUAGES, Bilingual, Language

SECTIONS: Mapping[str, Callable[[bool], Section]] = {
    "yardstick": yardstick.measure,
    "plain": plain.measure,
    "month": month.measure,
    "startup": startup.measure,
    "throughput": throughput.measure,
    "scaling": scaling.measure,
}
DOCS = Path(__file__).parent.parent / "docs"
DOCUMENTS: Mapping[Language, Path] = {"en": DOCS / "performance.md", "zh": DOCS / "performance.zh.md"}
PLOT = DOCS / "performance.png"


def write(*, quick: bool) -> None:
    """Measure every section and write both documents and the plot."""
    load = os.getloadavg()[0]
    found = {name: _told(name, measure, quick) for name, measure in SECTIONS.items()}
    _plot(found)
    head = _head(load, quick)
    for language in LANGUAGES:
        parts = [head.in_language(language) + table(HEAD, list(goal_rows(found)), language), _picture(language)]
        parts += [section.markdown(language) for section in found.values()]
        DOCUMENTS[language].write_text("\n".join(parts), encoding="utf-8")
    sys.stderr.write(f"wrote {', '.join(path.name for path in DOCUMENTS.values())} and {PLOT.name} in {DOCS}\n")


def _told(name: str, measure: Callable[[bool], Section], quick: bool) -> Section:
    sys.stderr.write(f"measuring: {name}\n")
    return measure(quick)


def _head(load: float, quick: bool) -> Bilingual:
    """Title, machine and load, and the words above the goals."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("mesa", "numba", "numpy"))
    day, cores = f"{datetime.now(UTC):%Y-%m-%d}", os.cpu_count()
    machine = f"{platform.machine()}, {platform.system()}"
    english = f"""# Performance

Written by `make bench`; do not edit. Measured {"in short (`--quick`)" if quick else "in full"} on {day} in one session, on {cores} cores
({machine}), Python {platform.python_version()}, {packages}. Load of the machine by other work when it
began: {load:.1f} (zero is a quiet machine; ratios suffer less from load than seconds).

"""
    chinese = f"""# 性能

本页由 `make bench` 写成，请勿手工修改。{day}在同一会话中{"简略（`--quick`）" if quick else "完整"}测得：{cores}核（{machine}），
Python {platform.python_version()}，{packages}。开始时机器承担的其他负载：{load:.1f}（零表示空闲；负载对比值的影响小于对秒数的影响）。

"""
    return Bilingual(english, chinese)


def _picture(language: Language) -> str:
    words = Bilingual("Time by process, and time per firm by number of firms", "各过程耗时，以及每企业耗时随企业数的变化")
    return f"![{words.in_language(language)}](performance.png)\n"


def _plot(found: Mapping[str, Section]) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10.5, 4.4), layout="constrained")
    steps = {key: value for key, value in found["month"].numbers.items() if key not in ("run", "build")}
    left.barh(list(steps), list(steps.values()), color="#2f6f8f")
    left.invert_yaxis()
    left.set(xlabel="milliseconds a month", title="Processes of the month")
    scaled = found["scaling"].numbers
    sizes = [name.removeprefix("firms ") for name in scaled if name.startswith("firms ")]
    right.plot([scaled[f"firms {size}"] for size in sizes], [scaled[f"ns {size}"] for size in sizes], "o-", color="#2f6f8f", label="ours, full model")
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
