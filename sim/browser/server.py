"""Starting the server: settings first, then one model built so that the first page need not wait."""

import importlib.util
import os
import sys
import warnings
from pathlib import Path

from sim.browser.memory import share_one_pool

ASSETS = "@widgetti/solara-vuetify-app@10.1.1"
"""Package of scripts that this Solara asks for."""
RESULTS_VARIABLE, LANGUAGE_VARIABLE = "METROSIM_BROWSER_RESULTS", "METROSIM_BROWSER_LANG"
MOST_MESSAGE = 1 << 20
"""Bytes that a page may send at once; the largest is an uploaded file of 256 kB, a third larger in its encoding."""
_SETTINGS = {
    "SOLARA_APP": "sim.browser.app",
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    "SOLARA_THEME_SHOW_BANNER": "false",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
    "SOLARA_ASSETS_CDN": "http://127.0.0.1:9/",
    "SOLARA_KERNEL_CULL_TIMEOUT": "10m",
    "SOLARA_KERNEL_MAX_COUNT": "40",
}
"""Nothing is fetched or reported; a missing script is an error, not a request to the outside. A session whose tab vanished is freed soon."""


def assets_folder() -> Path:
    """Folder in which Solara looks for scripts and style sheets."""
    return Path(sys.prefix) / "share" / "solara" / "cdn"


def what_is_missing() -> str:
    """Return ``extra`` if the browser's packages are not installed, ``assets`` if its scripts are not, else nothing."""
    if any(importlib.util.find_spec(name) is None for name in ("solara", "ipyvuetify", "uvicorn")):
        return "extra"
    return "" if (assets_folder() / ASSETS / "dist").is_dir() else "assets"


def prepare(*, results: Path, language: str) -> None:
    """Set what Solara reads from its environment, and how memory is kept; must run before Solara is imported."""
    share_one_pool()
    os.environ.update(_SETTINGS)
    os.environ[RESULTS_VARIABLE] = str(results.resolve())
    os.environ[LANGUAGE_VARIABLE] = language


def warm() -> None:
    """Build a world and live a month, so that kernels are loaded before the first reader comes."""
    from sim.browser.live.run import begin
    from sim.browser.session import first_draft

    draft = first_draft()
    begin(draft.scenario, seed=draft.seed, source=draft.source).step()


def serve(*, host: str, port: int) -> None:
    """Serve the pages until interrupted, to their own readers only: see :mod:`sim.browser.gate`.

    Solara warns that pages within frames of other sites would need https; these pages stand alone.
    """
    import uvicorn
    from solara.server.starlette import app

    from sim.browser.gate import Gate

    warnings.filterwarnings("ignore", message="Cookies with samesite=none", category=UserWarning)
    uvicorn.run(Gate(app, host=host), host=host, port=port, log_level="warning", access_log=False, ws_max_size=MOST_MESSAGE)
