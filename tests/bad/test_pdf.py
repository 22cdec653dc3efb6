"""PDFs that are refused, each with one sentence, and the process that reads them."""

import os
import signal
import time
from io import BytesIO
from threading import Timer

import pikepdf
import pytest

from pia.errors import InputRefused, PiaError
from pia.imports import SourceFile, import_files
from pia.imports import apart as apart_module
from pia.imports.apart import read_apart
from pia.imports.pdf import MAX_PAGES
from pia.imports.readers import READERS
from pia.settings import MAX_FILE_BYTES
from tests.exports.pdf_reading import opened
from tests.imports.pages import edited, page

AGAIN = "もう一度保存するか、元のファイルを確かめてください。"
OTHERWISE = "元のファイルから作り直すか、Word・Excelなど別の形式にしてください。"
TEXT = page("様式3ではない文書")


def with_password():
    out = BytesIO()
    with opened(TEXT) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


def with_many_pages():
    def many(pdf):
        for _ in range(MAX_PAGES):
            pdf.add_blank_page(page_size=(100, 100))

    return edited(TEXT, many)


def scanned():
    """A page with a picture of 2 × 2 points and nothing else."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        picture = pikepdf.Stream(pdf, bytes(12))
        picture.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=2,
            Height=2,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceRGB,
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
        pdf.pages[0].contents_add(b"q 90 0 0 90 5 5 cm /Im Do Q")
        pdf.save(out := BytesIO())
    return out.getvalue()


REFUSED = {
    "スキャン": (
        scanned,
        (
            "スキャン画像だけのPDFで、文字が入っていません（評価書.pdf）。"
            "元のWord・Excelか、それらから書き出したPDFを使ってください。"
        ),
    ),
    "白紙": (lambda: page(""), "ファイルに文字がありません（評価書.pdf）。"),
    "パスワード": (
        with_password,
        (
            "パスワードで保護されたファイルは読めません（評価書.pdf）。"
            "パスワードを外して保存し直してください。"
        ),
    ),
    "壊れたもの": (lambda: b"%PDF-1.7 ...", f"ファイルが壊れています（評価書.pdf）。{AGAIN}"),
    "ページが多すぎる": (
        with_many_pages,
        (
            "PDFが501ページあります（評価書.pdf）。"
            "読めるのは500ページまでです。評価書だけのPDFにしてください。"
        ),
    ),
    "大きすぎる": (
        lambda: b"%PDF-" + bytes(MAX_FILE_BYTES),
        "ファイルが大きすぎます（評価書.pdf）。読めるのは20MBまでです。",
    ),
    "別の文書": (
        lambda: TEXT,
        (
            "様式3(重点項目評価書)ではありません（評価書.pdf）。"
            "見つかった項目は0個です。様式3のファイルか確かめてください。"
        ),
    ),
}


@pytest.mark.parametrize(("make", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_pdf_that_cannot_be_read_is_refused_with_one_sentence(make, sentence):
    with pytest.raises(InputRefused) as refused:
        import_files([SourceFile("評価書.pdf", make())])
    assert str(refused.value) == sentence


def test_another_file_called_a_pdf_is_refused():
    with pytest.raises(InputRefused) as refused:
        import_files([SourceFile("評価書.pdf", "公表日".encode())], "pdf")
    assert str(refused.value) == (
        "PDFのファイルではありません（評価書.pdf）。"
        "ファイルの種類を auto にするか、ファイルを確かめてください。"
    )


# --- the process that reads -------------------------------------------------------------------


def text_of(source):
    (grid,) = read_apart("text", source)
    return [cell.text for row in grid.rows for cell in row.cells]


@pytest.fixture
def worker():
    """The worker, started."""
    text_of(SourceFile("一.txt", "一".encode()))
    process = apart_module._WORKER._process
    assert process
    return process


def test_the_process_is_kept_from_file_to_file(worker):
    assert text_of(SourceFile("二.txt", "二\t三".encode())) == ["二", "三"]
    assert apart_module._WORKER._process is worker


def test_places_and_doubts_come_back_as_the_reader_gave_them():
    source = SourceFile("一.txt", "一\t二\n三".encode())
    assert read_apart("text", source) == READERS["text"](source)


def test_a_process_that_dies_over_a_file_is_a_refusal_and_is_replaced(worker):
    os.kill(worker.pid, signal.SIGSTOP)
    killer = Timer(0.3, os.kill, [worker.pid, signal.SIGKILL])
    killer.start()
    with pytest.raises(InputRefused) as refused:
        text_of(SourceFile("一.txt", "一".encode()))
    killer.join()
    assert str(refused.value) == f"ファイルの読み取りが途中で止まりました（一.txt）。{OTHERWISE}"
    assert text_of(SourceFile("二.txt", "二".encode())) == ["二"]


def test_a_file_that_takes_too_long_is_refused(worker):
    os.kill(worker.pid, signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(InputRefused) as refused:
        read_apart("text", SourceFile("一.txt", "一".encode()), seconds=0.5)
    assert time.monotonic() - started < 10
    assert str(refused.value) == (
        f"ファイルの読み取りが0.5秒で終わりませんでした（一.txt）。{OTHERWISE}"
    )
    assert text_of(SourceFile("二.txt", "二".encode())) == ["二"]


def test_a_file_does_not_wait_for_ever_behind_others(worker):
    with apart_module._WORKER._lock, pytest.raises(InputRefused) as refused:
        read_apart("text", SourceFile("一.txt", "一".encode()), seconds=0.1)
    assert str(refused.value) == (
        "ほかのファイルを読み取っています（一.txt）。しばらくしてから、もう一度読み込んでください。"
    )
    assert apart_module._WORKER._process is worker


def test_a_defect_of_a_reader_is_told_as_one():
    with pytest.raises(PiaError, match="KeyError"):
        read_apart("no-such-kind", SourceFile("一.txt", "一".encode()))


def test_the_process_knows_nothing_of_the_installation(worker):
    with open(f"/proc/{worker.pid}/environ", "rb") as file:  # noqa: PTH123 - no path of ours
        assert b"PIA_" not in file.read()
