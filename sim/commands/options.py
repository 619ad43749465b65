"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

type Lang = Literal["en", "zh"]

LANG = Annotated[Literal["en", "zh"] | None, typer.Option("--lang", help="Language of texts and reports: en or zh. 语言。")]
JSON = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on standard output.")]
CSV = Annotated[Path | None, typer.Option("--csv", help="Also write the table to this CSV file.")]
SEED = Annotated[int, typer.Option("--seed", help="Base of the replicates' seeds.")]
REPLICATES = Annotated[int, typer.Option("--replicates", "-n", help="Runs of each scenario, paired by seed.")]
WORKERS = Annotated[int, typer.Option("--workers", "-w", help="Worker processes; 0 means one per core.")]
RESULTS = Annotated[Path | None, typer.Option("--results", help="Folder for the results.")]
CHECK = Annotated[bool, typer.Option("--check", help="Verify the conservation of money, firms and results each month.")]
STORE = Annotated[
    Path | None, typer.Option("--store", help="Keep finished runs in this folder and reuse them: a stopped command goes on where it was.")
]
