"""What belongs to the pages of a text and what to its answers."""

import pytest

from pia.imports.furniture import without_furniture
from pia.imports.text_reader import read_text


def kept(text):
    rows, gone = without_furniture(read_text(text, "文書.txt").rows)
    return [row.cells[0].text for row in rows], [cell.text for cell in gone]


@pytest.mark.parametrize("pattern", ["- {} -", "{}/3", "{}ページ", "{}", "P.{}"])
def test_page_numbers_and_the_titles_beside_them_go(pattern):
    pages = [f"本文{n}\n\n{pattern.format(n)}\n評価書の題名\n" for n in (1, 2, 3)]
    texts, gone = kept("\n".join(pages))
    assert texts == ["本文1", "本文2", "本文3"]
    assert gone == [sign for n in (1, 2, 3) for sign in (pattern.format(n), "評価書の題名")]


def test_two_numbers_may_be_answers():
    texts, gone = kept("評価書番号\n1\n件数\n2\n")
    assert texts == ["評価書番号", "1", "件数", "2", ""]
    assert gone == []


def test_a_number_before_the_pages_is_an_answer():
    texts, _ = kept("評価書番号\n12\n" + "".join(f"文{n}\n- {n} -\n" for n in (1, 2, 3, 4)))
    assert texts == ["評価書番号", "12", "文1", "文2", "文3", "文4"]


def test_links_back_to_the_top_of_a_page_go():
    assert kept("公表日\nページの先頭へ\n▲このページの先頭へ戻る\n令和5年") == (
        ["公表日", "令和5年"],
        ["ページの先頭へ", "▲このページの先頭へ戻る"],
    )
