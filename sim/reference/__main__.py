"""Write every reference page into ``docs``, and the tables of the pages that are written by hand."""

import sys
from pathlib import Path

from sim.reference.blocks import pages_with_blocks, renewed
from sim.reference.pages import pages
from sim.reference.register import block


def main() -> int:
    """Write the pages and name them."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    for name, text in pages().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")
    for path, language in pages_with_blocks(folder):
        path.write_text(renewed(path.read_text(encoding="utf-8"), language, block), encoding="utf-8")
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
