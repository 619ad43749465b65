"""A short text in English and Chinese that lives beside the thing it names."""

import os
from typing import Literal, NamedTuple

type Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


class Bilingual(NamedTuple):
    """One text in both languages of the project.

    >>> Bilingual("city", "城市").in_language("zh")
    '城市'
    """

    en: str
    zh: str

    def in_language(self, language: Language) -> str:
        """Return the text in one language."""
        return self.zh if language == "zh" else self.en


def default_language() -> Language:
    """Language asked for by METROSIM_LANG, else by the locale; English otherwise."""
    wanted = os.environ.get("METROSIM_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return "zh" if wanted.lower().startswith("zh") else "en"
