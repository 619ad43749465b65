"""Scenario files that come and go: what is saved can be loaded, what is loaded passes the checks of ``metrosim check``."""

import base64
import re
import tempfile
from pathlib import Path

from sim.scenario.problems import ScenarioError
from sim.scenario.reader import MOST_BYTES
from sim.scenario.resolve import load_scenario
from sim.scenario.show import scenario_text
from sim.scenario.types import Scenario
from sim.texts.bilingual import Language

MOST_UPLOADED = MOST_BYTES
_STEM = re.compile(r"[^A-Za-z0-9_-]+")


def safe_stem(name: str) -> str:
    """Return a name that is safe as the stem of a file.

    >>> safe_stem("../my policy.yaml")
    'my-policy'
    """
    stem = Path(name.replace("\\", "/")).name
    stem = stem.removesuffix(".yaml").removesuffix(".yml")
    return _STEM.sub("-", stem).strip("-_")[:60] or "scenario"


def saved_text(scenario: Scenario, *, language: Language) -> str:
    """Return a scenario as a file, after reading it back.

    Raises:
        ScenarioError: the file could not be loaded again.
        ValueError: it would say something else than the scenario.
    """
    written = scenario_text(scenario, language=language)
    if read_text(written, f"{scenario.key}.yaml").canonical_json() != scenario.canonical_json():
        raise ValueError(f"the file of scenario {scenario.key} would not say what the scenario says")
    return written


def read_text(content: str, name: str) -> Scenario:
    """Load a scenario from the text of a file; bases are the shipped scenarios.

    Raises:
        ScenarioError: with every problem; files are called by ``name``.
    """
    stem = safe_stem(name)
    with tempfile.TemporaryDirectory(prefix="metrosim-") as folder:
        path = Path(folder) / f"{stem}.yaml"
        path.write_text(content, encoding="utf-8")
        try:
            return load_scenario(path)
        except ScenarioError as error:
            known = [problem._replace(file=f"{stem}.yaml") if folder in problem.file else problem for problem in error.problems]
            raise ScenarioError(known) from None


def read_upload(data_url: str, name: str) -> Scenario:
    """Load an uploaded file as the page sends it.

    Raises:
        ScenarioError: with every problem.
        ValueError: it is larger than allowed, or no text.
    """
    encoded = data_url.partition(",")[2]
    if len(encoded) > MOST_UPLOADED * 4 // 3 + 8:
        raise ValueError("large")
    try:
        content = base64.b64decode(encoded, validate=True).decode("utf-8-sig")
    except ValueError:
        raise ValueError("text") from None
    return read_text(content, name)
