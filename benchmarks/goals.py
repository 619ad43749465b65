"""What speed and size have to reach, and which measured figure tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from benchmarks.section import Cell, Section
from sim.texts.bilingual import Bilingual as B

MET, MISSED = B("met", "达到"), B("missed", "未达到")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: a figure of a section, and the most or the least that it may be."""

    what: B
    section: str
    number: str
    side: Literal["at most", "at least"]
    limit: float
    form: str

    def met(self, value: float) -> bool:
        """Whether a figure reaches the goal."""
        return value <= self.limit if self.side == "at most" else value >= self.limit

    def row(self, value: float) -> tuple[Cell, ...]:
        """Line of the table of goals."""
        sign = "≤" if self.side == "at most" else "≥"
        return self.what, self.form.format(value), f"{sign} {self.limit:g}", MET if self.met(value) else MISSED


HEAD = (B("what", "指标"), B("measured", "实测"), B("goal", "目标"), B("met?", "是否达到"))
GOALS = (
    Goal(B("times as fast as plain Mesa", "相对普通 Mesa 的倍数"), "plain", "ratio", "at least", 150, "{:.0f}"),
    Goal(B("one run of 60 months, s of one core", "一次运行（60个月），单核秒"), "month", "run", "at most", 0.25, "{:.3f}"),
    Goal(B("`metrosim --help`, s", "`metrosim --help`，秒"), "startup", "help", "at most", 0.5, "{:.2f}"),
    Goal(B("`metrosim check baseline-2022`, s", "`metrosim check baseline-2022`，秒"), "startup", "check", "at most", 1.5, "{:.2f}"),
    Goal(B("`metrosim run baseline-2022`, first after `make install` or later, s", "`make install` 之后首次或再次 `metrosim run baseline-2022`，秒"),
         "startup", "run", "at most", 3.0, "{:.2f}"),
    Goal(B("compiling all kernels in `make install`, s", "`make install` 编译全部内核，秒"), "startup", "compile", "at most", 30.0, "{:.1f}"),
    Goal(B("first run where nothing is compiled yet, s", "尚无编译结果时的首次运行，秒"), "startup", "cold", "at most", 20.0, "{:.1f}"),
    Goal(B("full runs a second on two cores", "双核每秒完整运行次数"), "throughput", "two", "at least", 7.0, "{:.1f}"),
    Goal(B("two workers over one", "两个工作进程与一个之比"), "throughput", "gain", "at least", 1.8, "{:.2f}"),
    Goal(B("memory of a worker, MiB", "单个工作进程内存，MiB"), "throughput", "memory", "at most", 400.0, "{:.0f}"),
    Goal(B("time per firm-month, 100 thousand firms over 10 thousand", "每企业月耗时：10万家与1万家之比"),
         "scaling", "ratio 100000", "at most", 1.5, "{:.2f}"),
    Goal(B("time per firm-month, 10 million firms over 10 thousand", "每企业月耗时：1000万家与1万家之比"),
         "scaling", "ratio 10000000", "at most", 4.0, "{:.2f}"),
    Goal(B("memory of 10 million firms, GiB", "1000万家企业的内存，GiB"), "scaling", "peak 10000000", "at most", 4.0, "{:.2f}"),
)


def goal_rows(found: Mapping[str, Section]) -> Iterable[tuple[Cell, ...]]:
    """Lines for the goals whose figure was measured; the short measurement leaves some out."""
    for goal in GOALS:
        value = found[goal.section].numbers.get(goal.number)
        if value is not None:
            yield goal.row(value)
