"""Run every benchmark and print its table; ``python -m benchmarks [--quick] [--write] [NAME ...]``.

``--write`` measures what belongs into ``docs/performance.md`` and writes it; ``--quick`` takes fewer repeats and smaller sizes.
"""

import sys
from importlib import import_module

from benchmarks import performance

TALES = {
    "common-numbers": "benchmarks.common_numbers",
    "browser": "benchmarks.browser",
    "doses": "benchmarks.doses",
    "screenshots": "benchmarks.screenshots",
    "thousand": "benchmarks.thousand",
    "stopping": "benchmarks.stopping",
    "many": "benchmarks.many",
    "reliability": "benchmarks.reliability",
    "numerics": "benchmarks.numerics",
    "determinism": "benchmarks.determinism",
    "mutation": "benchmarks.mutation",
    "fuzzing": "benchmarks.fuzzing.campaign",
    "faults": "benchmarks.faults.campaign",
    "sessions": "benchmarks.sessions",
}
"""Benchmarks that measure the model, its studies and pages; they print or write for themselves, and run only when named."""


def main() -> int:
    """Run the named benchmarks, or those of speed and memory."""
    options = {word for word in sys.argv[1:] if word.startswith("-")}
    known = [*performance.SECTIONS, *TALES]
    wanted = [word for word in sys.argv[1:] if word not in options] or list(performance.SECTIONS)
    wrong = [word for word in wanted if word not in known] + sorted(options - {"--quick", "--write"})
    if wrong:
        sys.stderr.write(f"no benchmark {', '.join(wrong)}; there are {', '.join(known)}, and the options --quick and --write\n")
        return 2
    if "--write" in options:
        performance.write(quick="--quick" in options)
        return 0
    for name in wanted:
        if name in TALES:
            sys.stdout.write(f"\n## {name}\n\n")
            import_module(TALES[name]).main()
        else:
            sys.stdout.write("\n" + performance.SECTIONS[name]("--quick" in options).markdown())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
