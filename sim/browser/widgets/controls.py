"""Controls as Python calls; each is a Vue template beside this file."""

from collections.abc import Callable, Sequence
from typing import Any, TypedDict

import solara


class ChoiceGroup(TypedDict):
    """Choices under one heading: pairs of value and title; an empty heading shows none."""

    title: str
    items: list[tuple[str, str]]


class UploadedFile(TypedDict):
    """A file as the page sends it: a data URL, or None if it is larger than allowed."""

    name: str
    size: int
    text: str | None


@solara.component_vue("picture.vue")
def Picture(
    title: str,
    svg: str,
    stem: str,
    words: dict[str, str],
    event_pick: Callable[[str], None] = lambda _key: None,
    csv: str = "",
    note: str = "",
    wide: bool = False,
) -> Any:
    """Show an SVG with its title, a note, and buttons that save it as PNG, SVG and CSV."""


@solara.component_vue("slider.vue")
def Slider(
    label: str,
    value: int,
    texts: Sequence[str],
    name: str,
    event_choose: Callable[[int], None],
    hint: str = "",
    disabled: bool = False,
) -> Any:
    """Choose one of the values written in ``texts`` by its place."""


@solara.component_vue("choice.vue")
def Choice(
    label: str,
    value: str,
    groups: Sequence[ChoiceGroup],
    name: str,
    event_choose: Callable[[str], None],
    empty: str = "",
    disabled: bool = False,
) -> Any:
    """Choose one of several values."""


@solara.component_vue("number.vue")
def Number(label: str, value: int, low: int, high: int, name: str, event_choose: Callable[[int], None], disabled: bool = False) -> Any:
    """Type a whole number within a range."""


@solara.component_vue("press.vue")
def Press(
    label: str,
    name: str,
    event_press: Callable[[Any], None],
    icon: str = "",
    look: str = "quiet",
    disabled: bool = False,
    hint: str = "",
    spoken: str = "",
    pressed: bool | None = None,
) -> Any:
    """Show a button; ``look`` is quiet, main or small."""


@solara.component_vue("chips.vue")
def Chips(
    label: str,
    items: Sequence[tuple[str, str]],
    chosen: Sequence[str],
    event_toggle: Callable[[str], None],
    disabled: bool = False,
) -> Any:
    """Choose any of several values."""


@solara.component_vue("upload.vue")
def Upload(label: str, name: str, most: int, event_give: Callable[[UploadedFile], None]) -> Any:
    """Let the reader choose a file of at most ``most`` bytes."""


@solara.component_vue("save.vue")
def Save(label: str, name: str, file: str, content: str, look: str = "quiet", mark: str = "", disabled: bool = False) -> Any:
    """Let the reader save a text as a file; ``mark`` is put before it (the byte-order mark of spreadsheets)."""


@solara.component_vue("preferences.vue")
def Preferences(language: str, chosen: dict[str, Any] | None, event_known: Callable[[dict[str, Any]], None]) -> Any:
    """Tell what the reader chose at an earlier visit, and keep what is chosen now; it stays in the reader's browser.

    The page is marked with its ``language``, for screen readers and fonts.
    """


@solara.component_vue("search.vue")
def Search(label: str, value: str, name: str, event_choose: Callable[[str], None]) -> Any:
    """Type words to search for; they are told a moment after the last key."""
