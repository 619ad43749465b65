"""A short text in English and Chinese that lives beside the thing it names."""

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
