"""Every format by its key. A new one is one file like its neighbours, and a line here."""

from collections.abc import Mapping

from sim.report.formats import docx, html, latex, xlsx
from sim.report.formats.format import Format

FORMATS: Mapping[str, Format] = {one.key: one for one in (html.FORMAT, docx.FORMAT, xlsx.FORMAT, latex.FORMAT)}
