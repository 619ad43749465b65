"""Solara's navigator with its script as the page can read it: as shipped, a transposed word makes every page warn in the console."""

from functools import partial
from pathlib import Path

import solara
import solara.widgets

SHIPPED, MEANT = "modules.export =", "module.exports ="


def mend_navigator() -> None:
    """Give Solara's navigator a script that names its exports rightly; does nothing once Solara ships one that does."""
    script = Path(solara.widgets.Navigator.template_file).read_text(encoding="utf-8")
    if SHIPPED in script and not isinstance(solara.Navigator, partial):
        solara.Navigator = partial(solara.Navigator, template=script.replace(SHIPPED, MEANT))  # type: ignore[assignment]
