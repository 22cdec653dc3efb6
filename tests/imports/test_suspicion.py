"""What another program made of a document may put answers beside the wrong labels: that is never sure."""

from pia.exports import export
from pia.imports import SourceFile, import_files
from tests.builders import assessment
from tests.imports.pages import cells, page

DOCUMENT = assessment(storage="施錠した書庫に保管する。")


def lines(*changes):
    """A document as a text of a line for each cell, as a word processor saves one; changed here and there."""
    text = export(DOCUMENT, "text").decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def read(text, name="文書.txt"):
    imported = import_files([SourceFile(name, text.encode())])
    return {item.position_path: item for item in imported.report.items}


def test_two_labels_and_then_two_answers_in_lines_are_not_sure():
    number, title = DOCUMENT.answers["number"], DOCUMENT.answers["title"]
    row = f"評価書番号\t評価書名\n{number}\t{title}\n"
    assert row in lines()
    found = read(lines((row, f"評価書番号\n評価書名\n{number}\n{title}\n")))
    assert {found[path].status for path in ("number", "title")} == {"unsure"}
    assert {found[path].status for path in ("organisation", "published_on")} == {"sure"}


def test_a_heading_of_an_appendix_that_its_table_repeats_begins_no_other_one():
    shown = read(lines())["files[1].record_items"]
    heading = "(別添1) 特定個人情報ファイル記録項目"
    text = lines()
    at = text.rindex("別添1", 0, text.rindex("Ⅲ"))
    line = text[text.rindex("\n", 0, at) + 1 : text.index("\n", at)]
    again = read(text.replace(line, f"{line}\n{heading}", 1))["files[1].record_items"]
    assert shown.raw
    assert again.raw == shown.raw


def test_an_answer_that_begins_with_its_own_label_is_not_sure():
    html = export(DOCUMENT, "html").decode()
    assert "施錠した書庫に保管する。" in html
    again = html.replace("施錠した書庫に保管する。", "保管場所<br>施錠した書庫に保管する。", 1)
    assert read(html, "a.html")["files[1].storage"].status == "sure"
    assert read(again, "a.html")["files[1].storage"].status == "unsure"


def test_a_document_with_much_text_that_fits_nowhere_is_sure_of_nothing():
    stray = "".join(f"<tr><td>この行はどの項目にも入らない文の{n}行目である。" for n in range(400))
    html = export(DOCUMENT, "html").decode()
    at = html.index("</table>") + len("</table>")
    found = read(f"{html[:at]}<table>{stray}</table>{html[at:]}", "a.html")
    assert {item.status for item in found.values()} <= {"unsure", "missing"}


def test_a_line_below_an_answer_in_columns_may_be_its_rest():
    label, answer = "#place(dx: 0pt, dy: {}pt)[{}]", "#place(dx: 120pt, dy: {}pt)[{}]"
    rows = (("①部署", "財務部の年金課が担当し、"), ("②所属長の役職名", "年金課長"))
    body = "".join(
        label.format(60 * n, one) + answer.format(60 * n, two) for n, (one, two) in enumerate(rows)
    )
    body += label.format(16, "市民課がこれを助け、その状況を年に一度は確かめる。")
    found = {text: bool(cell.doubt) for text, cell in cells(page(body)).items()}
    assert found["財務部の年金課が担当し、"] is True
    assert found["年金課長"] is False
