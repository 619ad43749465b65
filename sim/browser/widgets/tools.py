"""The words on the buttons of a picture."""

from sim.browser.words import say
from sim.texts.bilingual import Language


def tool_words(language: Language) -> dict[str, str]:
    """Return what the buttons of a picture say."""
    return {kind: say(f"picture.{kind}", language) for kind in ("png", "svg", "csv")}
