"""Run every benchmark and print its table; ``python -m benchmarks NAME`` runs one."""

import sys

from benchmarks import common_numbers, doses, many, month, stopping, thousand, throughput

ALL = {
    "month": month.main,
    "throughput": throughput.main,
    "common-numbers": common_numbers.main,
    "doses": doses.main,
    "thousand": thousand.main,
    "stopping": stopping.main,
    "many": many.main,
}


def main() -> int:
    """Run the named benchmarks, or all."""
    wanted = sys.argv[1:] or list(ALL)
    unknown = [name for name in wanted if name not in ALL]
    if unknown:
        sys.stderr.write(f"no benchmark {', '.join(unknown)}; there are {', '.join(ALL)}\n")
        return 2
    for name in wanted:
        sys.stdout.write(f"\n## {name}\n\n")
        ALL[name]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
