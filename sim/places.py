"""Where the data that ships with the package lies."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def repository_or_package_data(name: str) -> Path:
    """Return the folder ``name``, for instance ``"calibration"``.

    An installed wheel carries its own copy in ``sim/_data``; an editable install reads the folder beside the
    package, so that an edited table takes effect at once.

    Raises:
        FileNotFoundError: neither place has the folder; the message names both.
    """
    packaged, beside = _PACKAGE / "_data" / name, _PACKAGE.parent / name
    for folder in (packaged, beside):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        f"The data folder {name!r} was found neither at {packaged} nor at {beside}. "
        "Install the package again, or run from a complete copy of the repository."
    )
