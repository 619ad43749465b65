"""Version of the model and of its data: part of what a result depends on."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from sim.places import repository_or_package_data


@cache
def model_version() -> str:
    """Version of the installed package, ``0+unknown`` if it is not installed.

    Examples:
        >>> import sim
        >>> sim.model_version() == sim.__version__
        True
    """
    try:
        return version("shenyang-metro-sim")
    except PackageNotFoundError:
        return "0+unknown"


@cache
def data_version() -> str:
    """Hash of every table of evidence and of assumptions, first 16 hexadecimal digits."""
    digest = hashlib.sha256()
    folder = repository_or_package_data("calibration")
    for path in sorted([*(folder / "evidence").glob("*.csv"), *(folder / "assumptions").glob("*.csv")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
