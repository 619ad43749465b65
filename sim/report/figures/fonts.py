"""Finding a font that can draw Chinese."""

from functools import cache
from pathlib import Path

from matplotlib import font_manager

from sim.texts.bilingual import Language

CHINESE_FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "Hiragino Sans GB",
    "Arial Unicode MS",
)
"""Families to look for, best first."""

_FILE_HINTS = ("notosanscjk", "notosanssc", "sourcehansans", "wqy", "msyh", "pingfang", "simhei", "hiragino", "arialuni")
_LATIN = "DejaVu Sans"


@cache
def chinese_family() -> str | None:
    """Return the best installed family that draws Chinese, or None.

    Matplotlib keeps a list of fonts from its first start, so fonts installed later are looked for on the disk.
    """
    return _known_family() or _family_on_disk()


def families(language: Language) -> list[str]:
    """Font families for a figure, in order of trial."""
    chinese = chinese_family()
    return [chinese, _LATIN] if language == "zh" and chinese else [_LATIN]


def can_draw(language: Language) -> bool:
    """Whether letters of the language can be turned into pixels here; vector text needs no font here."""
    return language != "zh" or chinese_family() is not None


def _known_family() -> str | None:
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    return next((family for family in CHINESE_FAMILIES if family in installed), None)


def _family_on_disk() -> str | None:
    for path in font_manager.findSystemFonts():
        if any(hint in Path(path).name.lower().replace("-", "") for hint in _FILE_HINTS):
            font_manager.fontManager.addfont(path)
    return _known_family()
