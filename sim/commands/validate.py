"""``metrosim validate``: stylised facts against bands fixed beforehand."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.options import CSV, JSON, LANG, NUMBERS, SEED, WORKERS
from sim.commands.output import as_csv, as_json, line, note, table
from sim.commands.words import default_language, word
from sim.texts.bilingual import LANGUAGES, Language

if TYPE_CHECKING:
    from sim.validation.study import Verdict

DOCS, SHIPPED = Path("docs"), Path("calibration") / "validation"
EXAMPLES = """Examples:

metrosim validate

metrosim validate --replicates 5 --lang zh --csv facts.csv
"""


def validate(
    replicates: Annotated[int, typer.Option("--replicates", "-n", min=1, max=100, help="Replicates of the baseline; medians are judged.")] = 5,
    write: Annotated[bool, typer.Option("--write", help="Write calibration/validation and docs/validation.md anew, in both languages.")] = False,
    numbers: NUMBERS = "posterior",
    seed: SEED = 1,
    workers: WORKERS = 0,
    csv: CSV = None,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Measure stylised facts on the baseline and on null models, and say which hold. 验证风格化事实。"""
    from sim.commands.progress import shown
    from sim.validation.study import NULLS
    from sim.validation.study import validate as measure
    from sim.validation.table import HEADINGS, null_lines, rows

    language: Language = lang or default_language()
    processes = workers or os.cpu_count() or 1
    with shown(replicates * (1 + len(NULLS)), processes, language) as progress:
        verdicts = measure(replicates=replicates, seed=seed, numbers=numbers, workers=processes, progress=progress)
    for path in _written(verdicts, replicates, seed, numbers) if write else ():
        note(word("file_written", language, path=path))
    if csv is not None:
        as_csv(csv, HEADINGS[language], rows(verdicts, language))
    if json:
        as_json([{"key": v.band.key, "low": v.band.low, "high": v.band.high, "median": v.median, "passed": v.passed, "nulls": v.nulls}
                 for v in verdicts])  # fmt: skip
        return
    table(list(HEADINGS[language]), rows(verdicts, language), numbers=(3,))
    for text in null_lines(verdicts, language):
        line(text)


def _written(verdicts: "list[Verdict]", replicates: int, seed: int, numbers: str) -> list[Path]:
    """Write the shipped verdicts and both pages."""
    from sim.validation.stored import read, store
    from sim.validation.table import page

    files = store(verdicts, SHIPPED, replicates=replicates, seed=seed, numbers=numbers)
    for language in LANGUAGES:
        path = DOCS / f"validation{'.zh' if language == 'zh' else ''}.md"
        path.write_text(page(read(SHIPPED), language, replicates=replicates), encoding="utf-8")
        files.append(path)
    return files
