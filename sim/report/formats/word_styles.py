"""Paper, fonts and styles of a Word document."""

from collections.abc import Mapping

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from sim.report.content.blocks import Report, Tone

CAPTION, CODE, NOTE, FINDING, WARNING = "Caption", "Report Code", "Report Note", "Report Finding", "Report Warning"
TONES: Mapping[Tone, str] = {"plain": "Normal", "finding": FINDING, "warning": WARNING, "source": NOTE}
HEAD, MUTED = RGBColor(0x12, 0x35, 0x5B), RGBColor(0x55, 0x61, 0x6C)
_LATIN, _CHINESE, _CHINESE_HEAD = "Arial", "SimSun", "SimHei"
"""Fonts that Word has on every Chinese and English machine; other programs put their own in their place."""
_MARGIN_CM = {"full": 2.0, "brief": 2.1}
_BODY_PT = {"full": 10.0, "brief": 11.0}


def dress(document: Document, report: Report) -> None:
    """Set A4 paper and the styles that the writer uses."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    margin = Cm(_MARGIN_CM[report.form])
    section.left_margin = section.right_margin = margin
    section.top_margin = section.bottom_margin = Cm(1.8)
    body = _BODY_PT[report.form]
    _style(document, "Normal", body, after=4)
    _style(document, "Title", 19, bold=True, colour=HEAD, after=2, head=True)
    _style(document, "Subtitle", body, colour=MUTED, after=6)
    _style(document, "Heading 1", 13, bold=True, colour=HEAD, before=10, after=3, head=True)
    _style(document, "Heading 2", 11, bold=True, colour=HEAD, before=6, after=2, head=True)
    _style(document, "List Bullet", body, after=3)
    _style(document, CAPTION, 8.5, colour=MUTED, after=6)
    _style(document, NOTE, 8.5, colour=MUTED, after=3)
    _framed(_style(document, FINDING, body + 1, after=6), "0B4F86", "EAF2F9")
    _framed(_style(document, WARNING, body - 0.5, after=4), "E69F00", "FFF4DD")
    code = document.styles.add_style(CODE, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(code, CharacterStyle)
    code.font.name, code.font.size = "Consolas", Pt(8)
    _east_asian(code, _CHINESE)
    if report.language == "zh":
        for fonts in document.styles.element.iter(qn("w:rFonts")):
            fonts.set(qn("w:hint"), "eastAsia")  # quotation marks, which both scripts have, are then Chinese


def text_width(document: Document) -> Length:
    """Width between the margins."""
    section = document.sections[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    assert width is not None
    assert left is not None
    assert right is not None
    return Length(width - left - right)


def number_pages(document: Document) -> None:
    """Put the number of each page at its foot."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size, run.font.color.rgb = Pt(8), MUTED
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run._r.addnext(field)


def _style(
    document: Document, name: str, size: float, *, bold: bool = False, colour: RGBColor | None = None, before: float = 0, after: float = 0,
    head: bool = False,
) -> ParagraphStyle:  # fmt: skip
    known = {one.name for one in document.styles}
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.bold, style.font.italic = _LATIN, Pt(size), bold, False
    _east_asian(style, _CHINESE_HEAD if head else _CHINESE)
    if colour is not None:
        style.font.color.rgb = colour
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.15
    spacing.keep_with_next = head or None
    for ornament in style.element.xpath("w:pPr/w:pBdr | w:rPr/w:spacing"):  # the template underlines its title and spreads its letters
        ornament.getparent().remove(ornament)
    return style


def _east_asian(style: CharacterStyle, font: str) -> None:
    """Name the font of Chinese letters, which Word keeps beside that of Latin ones; themes must not override either."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.keys() if key.endswith("Theme")]:  # noqa: SIM118 -- an element of XML is no mapping
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), font)


def _framed(style: ParagraphStyle, line: str, ground: str) -> None:
    """Give paragraphs a line at their left and a ground."""
    properties = style.element.get_or_add_pPr()
    border, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "24"), ("space", "6"), ("color", line)):
        left.set(qn(f"w:{key}"), value)
    border.append(left)
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
        shade.set(qn(f"w:{key}"), value)
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
    properties.insert_element_before(shade, "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
