"""Small files that were made to keep a reader busy: read or refused, in seconds of the processor."""

import time

import pytest

from pia.errors import InputRefused
from pia.imports import SourceFile, document, import_files
from pia.imports.marks import marked_choice
from tests.builders import FORM
from tests.imports.packages import W, with_part, word

#: A reader that goes wrong over one of these takes minutes, or all memory.
SECONDS = 10
HEAD = "変更日\t項目\t変更前の記載\t変更後の記載\t提出時期\t提出時期に係る説明\n"
LARGE = "表が大きすぎます（評価書）。使っていない行と列を削除して保存し直してください。"
NESTED = (
    "HTMLの入れ子か文章が大きすぎます（評価書）。表の入れ子を減らすか、テキストにしてください。"
)


def numbered(pattern):
    """A Word file with many paragraphs of a list that counts them in so long a pattern."""
    counted = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = word(f"<w:p>{counted}<w:r><w:t>甲</w:t></w:r></w:p>" * 5_000)
    return with_part(body, "word/numbering.xml", numbering)


def prompts(depth, texts):
    """A Word file of content controls in one another, each with a prompt to be taken away."""
    begin = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" * depth
    return word(
        f"{begin}<w:p>{'<w:r><w:t>甲</w:t></w:r>' * texts}</w:p>"
        + "</w:sdtContent></w:sdt>" * depth
    )


SHAPES = {
    "注釈の列": b"<!-- -->" * 40 + b"x",
    "長い注釈の列": b"<!---->" * 1_000_000,
    "閉じない注釈": "公表日\n".encode() + b"<!--" * 300_000,
    "下まで届くセル": b"<table><tr>" + b"<td rowspan=60000>a" * 60_000 + b"<tr><td>b" * 60_000,
    "百万列のセル": b"<table>" + (b"<tr>" + b"<td colspan=1000000>a" * 100) * 500,
    "十万セルの表": b"<table>" + (b"<tr>" + b"<td>a" * 10) * 10_000,
    "一列のセル": b"<table><tr>" + b"<td>a" * 100_000,
    "入れ子の定義リスト": b"<dl><dd>" * 100 + b"a<br>" * 100_000,
    "入れ子の表": b"<table><tr><td>" * 80 + b"a" * 1_000_000,
    "改行だけ": b"<p>a<br>" * 700_000,
    "空白の列": b"<table><tr><td>a" + b" " * 2_000_000 + b"x",
    "空白と改行の列": b"<table><tr><td>a" + b" \n" * 1_000_000 + b"x",
    "項目名だけの行": "公表日\n".encode() * 60_000,
    "項目名と答えの繰り返し": "①法令上の根拠\n特記事項\n".encode() * 3_000,
    "委託事項の繰り返し": "委託事項1\n①委託内容\n委託先名\n".encode() * 2_000,
    "続く行": ("公表日\t甲" + "\n\t乙乙乙乙乙乙乙乙乙乙" * 100_000).encode(),
    "広い行に続く行": ("a\t" * 90_000 + "\n" + "\tb\n" * 40_000).encode(),
    "注の記号": ("※(" * 300_000).encode(),
    "閉じない括弧": ("2. ③対象となる本人の数\n（" + " " * 200_000).encode(),
    "山かっこ": "公表日\n".encode() + b"<b>" * 2_000_000,
    "番号の様式": numbered("%1" * 20_000),
    "入力案内の入れ子": prompts(60, 200_000),
    "変更箇所の括弧": (
        HEAD + "令和5年1月1日\tⅡ" + "(" * 200_000 + "\t甲\t乙\t事後\tなし\n"
    ).encode(),
    "巨大な番号": "委託事項2～{0}\n委託事項{0}\n公表日\n令和{0}年1月1日\n".format(
        "9" * 5_000
    ).encode(),
}


#: Where it matters which sentence is said.
SAID = {"下まで届くセル": LARGE, "改行だけ": NESTED, "項目名だけの行": LARGE, "山かっこ": LARGE}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_of_a_hostile_shape_is_refused_quickly(shape):
    data = SHAPES[shape]
    name = "評価書.html" if data.startswith(b"<") else "評価書"
    began = time.process_time()
    with pytest.raises(InputRefused) as refused:
        import_files([SourceFile(name, data)])
    assert time.process_time() - began < SECONDS
    words = SAID.get(shape, "。").replace("評価書", name)
    assert words in str(refused.value)


def test_a_choice_behind_very_many_spaces_is_read_quickly():
    began = time.process_time()
    assert marked_choice(FORM.item("files[].type"), " \n" * 20_000 + "● システム用ファイル")
    assert time.process_time() - began < SECONDS


def test_cells_with_words_have_a_limit_of_their_own(monkeypatch):
    line = "あ\n".encode()
    monkeypatch.setattr(document, "MAX_WORDED", 50)
    with pytest.raises(InputRefused, match=r"^様式3"):
        import_files([SourceFile("評価書", line * 50)])
    with pytest.raises(InputRefused, match=r"^表が大きすぎます"):
        import_files([SourceFile("評価書", line * 51)])
