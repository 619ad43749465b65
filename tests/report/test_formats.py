"""Every format writes the same content: numbers stay numbers, text from files stays text, units stand at their numbers."""

import math
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from matplotlib.figure import Figure

from sim.report.content.blocks import Bullets, Facts, Folded, Listing, Mono, Paragraph, Picture, Report, Section, Strong
from sim.report.content.table import Column, Numbers, column, number, range_column, table
from sim.report.figures.album import Album
from sim.report.formats.cut import MOST_ROWS
from sim.report.formats.latex import escaped, latex_table
from sim.report.formats.registry import FORMATS
from sim.report.formats.xlsx import number_formats
from sim.texts.bilingual import LANGUAGES

HOSTILE = '=HYPERLINK("x") <b> R&D_5% \\input{y} #1 $x$ \x07'
ROWS = (
    ("first", number(1234.5, "1,234.5"), Numbers("−3.0 to +4.0", (-3.04, 4.01)), number(12.3, "12%")),
    (HOSTILE, number(math.nan, "–"), Numbers("–", (math.nan, math.nan)), number(100.0, "100%")),
)


def small_table(language, rows=ROWS, key="small"):
    columns = (Column("Name"), column("Money", "million CNY"), range_column("Range", language, "firms"), column("Share"))
    return table(key, "A small table, 5%", columns, rows)


def report_of(language, form="full", rows=ROWS) -> Report:
    picture = Picture("dot", "A dot", "One dot.", "A dot in a frame.", lambda: Figure(figsize=(2, 1)))
    blocks = (
        Paragraph((Strong("Bold"), f" and {HOSTILE}"), "finding"), Paragraph(("Beware.",), "warning"), Bullets((("one",), ("two",))),
        small_table(language, rows), picture, Listing("metrosim run x"), Facts((("Version", (Mono("0.1"),)),)),
        Folded("Folded", (small_table(language, key="folded"),)),
    )  # fmt: skip
    return Report(form, language, "Title", "Heading", "2023 to 2027", (Section("main", "Main part", blocks),), ("The end.",), (("Seed", "=1"),))


def written(language, key, folder: Path, **changes) -> Path:
    return FORMATS[key].write(report_of(language, **changes), folder, Album(folder / "figures", language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", FORMATS)
def test_every_format_writes_every_form_it_is_made_for(key, language, tmp_path):
    paths = [written(language, key, tmp_path, form=form) for form in FORMATS[key].forms]
    assert all(path.stat().st_size > 300 for path in paths)
    assert len(set(paths)) == len(paths)


def test_a_word_document_has_numbered_captions_repeated_heads_and_descriptions(tmp_path):
    document = docx.Document(str(written("en", "docx", tmp_path)))
    texts = [one.text for one in document.paragraphs]
    assert {"Heading", "Main part", "Folded", "The end."} <= set(texts)
    captions = [text for text in texts if re.match(r"(Table|Figure) \d", text)]
    assert [text.split(".")[0] for text in captions] == ["Table 1", "Figure 1", "Table 2"]
    assert all(len(one.rows[0]._tr.xpath("w:trPr/w:tblHeader")) == 1 for one in document.tables)
    assert document.element.xpath("//wp:docPr/@descr") == ["A dot in a frame."]
    assert document.tables[0].cell(0, 1).text == "Money (million CNY)"


def test_chinese_word_documents_name_a_chinese_font(tmp_path):
    document = docx.Document(str(written("zh", "docx", tmp_path)))
    assert document.styles["Normal"].element.xpath("w:rPr/w:rFonts/@w:eastAsia") == ["SimSun"]
    assert document.core_properties.language == "zh-CN"


def test_the_properties_of_word_tables_stand_in_the_order_that_word_demands(tmp_path):
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for one in docx.Document(str(written("en", "docx", tmp_path))).tables:
        found = [child.tag.split("}")[1] for child in one._tbl.tblPr]
        assert found == [name for name in order if name in found]


def test_a_workbook_holds_numbers_with_units_and_the_decimals_of_the_report(tmp_path):
    sheet = openpyxl.load_workbook(written("en", "xlsx", tmp_path)).worksheets[1]
    assert [cell.value for cell in sheet[1]] == ["Name", "Money", "Range: lower limit", "Range: upper limit", "Share"]
    assert [cell.value for cell in sheet[2]] == [None, "[million CNY]", "[firms]", "[firms]", None]
    assert [cell.value for cell in sheet[3]][1:] == pytest.approx([1234.5, -3.04, 4.01, 0.123])
    assert [cell.number_format for cell in sheet[3]][1:] == ["#,##0.0", "+#,##0.0;−#,##0.0;0.0", "+#,##0.0;−#,##0.0;0.0", "0%"]
    assert [cell.value for cell in sheet[4]][1:4] == [None, None, None]
    assert sheet.freeze_panes == "B3"


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    book = openpyxl.load_workbook(written("en", "xlsx", tmp_path))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
    assert book.worksheets[1]["A4"].value.startswith("=HYPERLINK")


def test_the_notes_of_a_workbook_link_to_every_sheet_and_tell_what_made_it(tmp_path):
    notes = openpyxl.load_workbook(written("en", "xlsx", tmp_path)).worksheets[0]
    links = [cell.hyperlink.location or cell.hyperlink.ref for row in notes for cell in row if cell.hyperlink]
    assert len(links) == 2
    assert "Seed" in [row[0].value for row in notes]


def test_years_and_signs_are_shown_in_a_sheet_as_on_a_page():
    assert number_formats(number(2027, "2027")) == ["0"]
    assert number_formats(number(0.5, "+0.50")) == ["+#,##0.00;−#,##0.00;0.00"]
    assert number_formats(Numbers("a number in words", (1.0,))) == ["General"]


def test_a_latex_table_has_caption_label_units_and_escaped_text():
    written_table = latex_table(small_table("en"), "en")
    assert r"\caption{A small table, 5\%}" in written_table
    assert r"\label{tab:small}" in written_table
    assert "{[million CNY]}" in written_table
    assert r"$-$3.0 to +4.0" in written_table
    assert r"\textbackslash{}input\{y\} \#1 \$x\$" in written_table
    assert written_table.count(r"\begin{") == written_table.count(r"\end{")


def test_long_latex_tables_break_over_pages():
    rows = [(str(place), *ROWS[0][1:]) for place in range(60)]
    assert r"\begin{longtable}" in latex_table(small_table("en", rows), "en")


def test_chinese_quotation_marks_are_left_to_chinese_fonts():
    assert escaped("“甲”", "zh") == "“甲”"
    assert escaped("“a”", "en") == "``a''"


def test_pages_show_the_first_rows_of_a_long_table_and_the_workbook_all(tmp_path):
    rows = [(f"row {place}", *ROWS[0][1:]) for place in range(MOST_ROWS + 5)]
    html = written("en", "html", tmp_path, rows=rows).read_text(encoding="utf-8")
    assert f"row {MOST_ROWS - 1}<" in html
    assert f"row {MOST_ROWS}<" not in html
    assert "The first 200 of 205 rows" in html
    assert openpyxl.load_workbook(written("en", "xlsx", tmp_path, rows=rows)).worksheets[1].max_row == len(rows) + 2


def test_a_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ValueError, match="row of table small"):
        small_table("en", [("too short",)])


def test_a_figure_is_drawn_once_whatever_the_number_of_formats(tmp_path):
    drawn = []
    picture = Picture("dot", "t", "c", "d", lambda: drawn.append(1) or Figure(figsize=(2, 1)))
    album = Album(tmp_path, "en")
    assert album.svg(picture) == album.svg(picture)
    assert album.png(picture) == tmp_path / "dot.en.png"
    assert len(drawn) == 1
