"""Word: a document of A4 pages to be edited and passed on, written with python-docx."""

from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph as WordParagraph

from sim.report.content.blocks import Block, Bullets, Facts, Folded, Listing, Mono, Paragraph, Picture, Report, Strong, Tone, Words
from sim.report.content.table import Table
from sim.report.figures.album import Album
from sim.report.formats.cut import first_rows
from sim.report.formats.format import BOTH, Format, file_of
from sim.report.formats.letters import printable
from sim.report.formats.word_styles import CAPTION, CODE, NOTE, TONES, dress, number_pages, text_width
from sim.report.formats.word_table import add_table
from sim.report.words import report_text

MOST_LINES = 30
"""Lines of a listing that a printed page can bear; the manifest beside the report holds all of it."""
_PICTURE_CM, _HIGHEST_CM = {"full": 16.8, "brief": 16.6}, {"full": 21.0, "brief": 12.0}


def write(report: Report, folder: Path, album: Album) -> Path:
    """Write the document and return its path."""
    path = file_of(report, folder, "docx")
    document = Document()
    dress(document, report)
    properties = document.core_properties
    properties.title, properties.subject, properties.author = report.title, report.subtitle, "shenyang-metro-sim"
    properties.language = "zh-CN" if report.language == "zh" else "en-GB"
    properties.comments, properties.created = "", datetime.now(UTC)
    _Writer(document, report, album).write()
    document.save(str(path))
    return path


class _Writer:
    """Puts the blocks of one report into one document; it counts tables and figures."""

    def __init__(self, document: WordDocument, report: Report, album: Album) -> None:
        self.document, self.report, self.album = document, report, album
        self.counted = {"table": 0, "figure": 0}

    def write(self) -> None:
        """Write title, sections and footer."""
        self.document.add_paragraph(self.report.heading, style="Title")
        self.document.add_paragraph(self.report.subtitle, style="Subtitle")
        for section in self.report.sections:
            self.document.add_heading(section.title, level=1)
            for block in section.blocks:
                self.block(block)
        for line in self.report.footer:
            self.document.add_paragraph(line, style=NOTE)
        number_pages(self.document)

    def block(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Paragraph(words, tone):
                self.words(words, TONES[tone])
            case Bullets(items, tone):
                for item in items:
                    self.words(item, "List Bullet", tone)
            case Listing(listed):
                self.listing(listed)
            case Facts(rows):
                for name, what in rows:
                    self.words((Strong(f"{name}  "), *what), "Normal")
            case Folded(title, blocks):
                self.document.add_heading(title, level=2)
                for one in blocks:
                    self.block(one)
            case Picture():
                self.picture(block)
            case Table():
                self.table(block)

    def words(self, words: Words, style: str, tone: Tone = "plain") -> WordParagraph:
        """Write a paragraph with its runs."""
        paragraph = self.document.add_paragraph(style=style)
        for one in words:
            run = paragraph.add_run(printable(one), style=CODE if isinstance(one, Mono) else None)
            run.bold = True if isinstance(one, Strong) else None
        paragraph.paragraph_format.keep_together = tone == "finding"
        return paragraph

    def listing(self, listed: str) -> None:
        """Write a command or the beginning of a file."""
        lines = listed.split("\n")
        for line in lines[:MOST_LINES]:
            self.words((Mono(line),), NOTE)
        if len(lines) > MOST_LINES:
            self.document.add_paragraph(report_text("page.listing_cut", self.report.language, lines=len(lines)), style=NOTE)

    def picture(self, picture: Picture) -> None:
        """Write a figure with its number; without a font for it, say where it can be seen."""
        path = self.album.png(picture)
        if path is None:
            self.document.add_paragraph(report_text("page.no_picture", self.report.language, title=picture.title), style=NOTE)
            return
        frame = self.document.add_paragraph()
        frame.paragraph_format.keep_with_next = True
        shape = frame.add_run().add_picture(str(path), width=Cm(_PICTURE_CM[self.report.form]))
        shrink = min(1.0, Cm(_HIGHEST_CM[self.report.form]) / shape.height)
        shape.width, shape.height = Length(round(shape.width * shrink)), Length(round(shape.height * shrink))
        shape._inline.docPr.set("descr", picture.description)
        self.caption("figure", f"{picture.title}. {picture.caption}" if self.report.language == "en" else f"{picture.title}。{picture.caption}")

    def table(self, table: Table) -> None:
        """Write a table below its number and caption."""
        rows, note = first_rows(table, self.report.language)
        self.caption("table", table.caption).paragraph_format.keep_with_next = True
        add_table(self.document, table.columns, rows, self.report.language, text_width(self.document))
        self.document.add_paragraph(note, style=NOTE)  # also without words: two tables in a row would become one

    def caption(self, kind: str, words: str) -> WordParagraph:
        """Write a caption with the next number of its kind."""
        self.counted[kind] += 1
        number = report_text(f"page.{kind}_number", self.report.language, number=self.counted[kind])
        return self.words((Strong(number), f" {words}"), CAPTION)


FORMAT = Format("docx", BOTH, write)
