"""A network of its own for a cluster: a namespace behind one cable, which can be cut and mended."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


class Cable:
    """The only way between this machine and a namespace.

    Args:
        number: a number that tells it from others on this machine, 0..255.
    """

    def __init__(self, number: int) -> None:
        self.namespace, self._near, self._far = f"metrosim-{number}", f"msim{number}a", f"msim{number}b"
        self._here, self.there = f"10.213.{number}.1", f"10.213.{number}.2"
        self.inside = ("ip", "netns", "exec", self.namespace)
        """Words before a command that is to run in the namespace."""

    def lay(self) -> None:
        """Make the namespace and the cable.

        Raises:
            PermissionError: this is not allowed here.
        """
        self.remove()
        for words in (
            ("ip", "netns", "add", self.namespace),
            ("ip", "link", "add", self._near, "type", "veth", "peer", "name", self._far, "netns", self.namespace),
            ("ip", "address", "add", f"{self._here}/30", "dev", self._near),
            ("ip", "link", "set", self._near, "up"),
            (*self.inside, "ip", "address", "add", f"{self.there}/30", "dev", self._far),
            (*self.inside, "ip", "link", "set", self._far, "up"),
            (*self.inside, "ip", "link", "set", "lo", "up"),
        ):
            if not _done(*words):
                raise PermissionError("networks of their own are not permitted here")

    def cut(self) -> None:
        """Nothing gets through, and nobody is told."""
        _done("ip", "link", "set", self._near, "down")

    def mend(self) -> None:
        """Everything gets through again."""
        _done("ip", "link", "set", self._near, "up")

    def remove(self) -> None:
        """Remove cable and namespace, if there are any."""
        _done("ip", "link", "delete", self._near)
        _done("ip", "netns", "delete", self.namespace)


@contextmanager
def network() -> Iterator[Cable]:
    """Lay a cable into a namespace of its own, and remove both at the end.

    Raises:
        PermissionError: this is not allowed here.
    """
    cable = Cable(os.getpid() % 256)
    try:
        cable.lay()
        yield cable
    finally:
        cable.remove()


def _done(*words: str) -> bool:
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
