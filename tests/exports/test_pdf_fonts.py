"""PDF: the fonts of a city, what they print, and what the draft already says they do not."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from pia.assessment.finding import Severity
from pia.checks.registry import CHECKS
from pia.errors import InputRefused
from pia.exports import export
from pia.official.fonts import NOTO, chosen, font_files, unprintable
from tests.builders import assessment, row, with_rows
from tests.exports.pdf_reading import elements, opened, without_space

BIZ = Path("/usr/share/fonts/truetype/bizud-gothic")
needs_biz = pytest.mark.skipif(
    not BIZ.is_dir(), reason="fonts-morisawa-bizud-gothic is not installed"
)
#: Signs of offices; Shift_JIS has some of them only in the rows of single makers.
SIGNS = "𠮷髙﨑①〈〉～―㈱葛\U000e0100Ⅲ※○"


def findings(document):
    return CHECKS["sign-without-glyph"].findings(document, date(2025, 7, 1))


@pytest.fixture
def own_fonts(monkeypatch):
    def given(folder, family=""):
        monkeypatch.setenv("PIA_PDF_FONTS", str(folder))
        monkeypatch.setenv("PIA_PDF_FONT", family)

    return given


def test_without_a_setting_noto_prints_the_signs_of_offices():
    assert chosen() == NOTO
    assert unprintable(SIGNS, NOTO) == ""


@needs_biz
def test_a_city_may_print_in_biz_udpgothic_and_what_it_lacks_comes_from_noto(own_fonts):
    own_fonts(BIZ, "BIZ UDPGothic")
    data = export(assessment(storage=f"前{SIGNS}後"), "pdf")
    assert any(without_space(f"前{SIGNS}後") in text for _, text in elements(data))
    with opened(data) as pdf:
        named = " ".join(
            str(one.FontName)
            for one in pdf.objects
            if getattr(one, "get", None) and one.get("/Type") == "/FontDescriptor"
        )
    assert "BIZUDPGothic" in named
    assert "NotoSansCJKjp" in named
    assert "BIZUDGothic" not in named
    assert {file.family for file in font_files(chosen())} == {"BIZ UDPGothic", "Noto Sans CJK JP"}


def test_a_folder_with_one_family_needs_no_name(own_fonts, tmp_path):
    for font in NOTO.folders[0].glob("*.otf"):
        shutil.copy(font, tmp_path)
    own_fonts(tmp_path)
    assert chosen().folders[0] == tmp_path
    assert export(assessment(), "pdf").startswith(b"%PDF")


@needs_biz
def test_a_folder_with_several_families_asks_which_is_meant(own_fonts):
    own_fonts(BIZ)
    with pytest.raises(InputRefused) as refused:
        export(assessment(), "pdf")
    assert str(refused.value) == (
        f"PDFのフォントの名前が決まりません（{BIZ}）。環境変数 PIA_PDF_FONT に、"
        "BIZ UDGothic・BIZ UDPGothic のどれかを書いてください。"
    )


def test_a_folder_without_fonts_is_refused(own_fonts, tmp_path):
    own_fonts(tmp_path)
    with pytest.raises(InputRefused) as refused:
        export(assessment(), "pdf")
    assert str(refused.value) == (
        f"PDFのフォントが見つかりません（{tmp_path}）。環境変数 PIA_PDF_FONTS に、"
        "フォントのファイル(ttf・otf)のあるフォルダーを書いてください。"
    )


def test_a_file_that_is_no_font_is_refused(own_fonts, tmp_path):
    (tmp_path / "書体.ttf").write_bytes(b"no font")
    own_fonts(tmp_path)
    with pytest.raises(InputRefused, match=r"フォントとして読めないファイルです（書体\.ttf）"):
        export(assessment(), "pdf")


@pytest.mark.parametrize("sign", ["☑", "☐", "\ue000", "😀"])
def test_a_sign_that_no_font_has_is_an_error_in_the_draft_already(sign):
    (found,) = findings(assessment(storage=f"確認済{sign}"))
    assert found.severity == Severity.ERROR
    assert found.path == "files[@file1].storage"
    assert f"（{sign}）" in found.message


def test_a_sign_of_the_change_table_that_no_font_has_is_an_error_too():
    (found,) = findings(with_rows(assessment(), row(), row(after="[☑]自己点検")))
    assert found.path == "change_history[2]"


def test_what_every_font_prints_is_no_finding():
    assert findings(assessment(storage=SIGNS, title="a\nb\u200d")) == []
