"""Rows of a long text: one for each block that changed, none for a block that only moved."""

from pia.assessment import apply
from pia.revision.comparison import ADDED, BLOCK, EDITED, ITEM, REMOVED
from pia.revision.parts import text_parts
from pia.revision.proof import is_complete
from pia.revision.style import TableStyle
from tests.revision.small import assessment, compared

HEAD = "保管場所は次のとおりとする。"
CITY = "〈みほん市における措置〉\n執務室は施錠し、鍵は税務課長が管理する。"
CLOUD = "〈ガバメントクラウドにおける措置〉\n国内の施設に設置する。"
VENDOR = "〈委託先における措置〉\n媒体は鍵のかかる書庫に保管し、週に一度点検する。"
SPARE = "〈中間サーバーにおける措置〉\nデータセンターに設置し、入退館を記録する。"


def text(*parts):
    return "\n".join(parts)


def storage(words):
    return assessment(files=[{"@id": "f1", "storage": words}])


def table(old, new, **style):
    comparison = compared(storage(old), storage(new), style=TableStyle(**style))
    assert comparison.complete
    return comparison


def cells(comparison):
    return [(row.change, row.before, row.after) for row in comparison.rows]


def reasons(comparison):
    return [part.reason for part in comparison.unprinted]


# --- rows -------------------------------------------------------------------------------------


def test_two_changed_blocks_are_two_rows_and_the_others_none():
    city, cloud = CITY.replace("税務課長", "窓口課長"), CLOUD.replace("国内", "県内")
    comparison = table(text(HEAD, CITY, VENDOR, CLOUD), text(HEAD, city, VENDOR, cloud))
    assert cells(comparison) == [(EDITED, CITY, city), (EDITED, CLOUD, cloud)]
    assert {row.mode for row in comparison.rows} == {BLOCK}
    assert len({row.item for row in comparison.rows}) == 1
    assert len({row.key for row in comparison.rows}) == 2


def test_the_text_before_the_first_heading_is_a_block_of_its_own():
    other = HEAD.replace("次", "以下")
    comparison = table(text(HEAD, CITY), text(other, CITY))
    assert cells(comparison) == [(EDITED, HEAD, other)]
    assert comparison.rows[0].block.heading == ""


def test_an_added_block_has_a_dash_before():
    comparison = table(text(CITY, CLOUD), text(CITY, VENDOR, CLOUD))
    assert cells(comparison) == [(ADDED, "—", VENDOR)]
    assert comparison.rows[0].block.old_heading is None


def test_a_removed_block_has_a_dash_behind():
    comparison = table(text(CITY, VENDOR, CLOUD), text(CITY, CLOUD))
    assert cells(comparison) == [(REMOVED, VENDOR, "—")]
    assert comparison.rows[0].block.heading == "〈委託先における措置〉"


def test_a_renamed_heading_is_an_edit_of_its_block():
    renamed = CITY.replace("みほん市", "みほん市役所")
    comparison = table(text(CITY, CLOUD), text(renamed, CLOUD))
    assert cells(comparison) == [(EDITED, CITY, renamed)]
    block = comparison.rows[0].block
    assert (block.old_heading, block.heading) == (
        "〈みほん市における措置〉",
        "〈みほん市役所における措置〉",
    )


def test_a_remark_put_behind_a_heading_is_an_edit_of_its_block():
    dated = CLOUD.replace("措置〉", "措置〉（令和7年1月から適用予定）")
    assert cells(table(text(CITY, CLOUD), text(CITY, dated))) == [(EDITED, CLOUD, dated)]


def test_only_the_changed_one_of_two_equal_headings_makes_a_row():
    second = "〈みほん市における措置〉\n来庁者には身分証の提示を求め、職員が付き添う。"
    changed = second.replace("職員", "係員")
    comparison = table(text(CITY, second), text(CITY, changed))
    assert cells(comparison) == [(EDITED, second, changed)]
    assert comparison.rows[0].block.ordinal == 2


def test_a_city_that_keeps_to_items_has_one_row_for_the_whole_text():
    old, new = text(CITY, CLOUD), text(CITY.replace("税務", "窓口"), VENDOR, CLOUD)
    comparison = table(old, new, granularity="item")
    assert cells(comparison) == [(EDITED, old, new)]
    assert comparison.rows[0].mode == ITEM


def test_a_text_without_headings_is_one_row_of_its_item():
    comparison = table(HEAD, HEAD.replace("次", "以下"))
    assert [row.mode for row in comparison.rows] == [ITEM]


def test_a_line_that_the_city_calls_a_heading_parts_its_texts():
    own = "（電算室）\n巡回する。"
    old, new = text(HEAD, own), text(HEAD, own.replace("巡回", "点検"))
    assert cells(table(old, new)) == [(EDITED, old, new)]
    assert cells(table(old, new, headings=("（電算室）",))) == [
        (EDITED, own, own.replace("巡回", "点検"))
    ]


# --- what is not printed ----------------------------------------------------------------------


def test_a_heading_broken_by_a_line_end_brings_no_block():
    """A wrapped line of an Excel cell: the block stood there before, only its line end is new."""
    broken = SPARE.replace("における", "にお\nける")
    city = CITY.replace("税務課長", "窓口課長")
    before, after = text(CITY, broken), text(city, SPARE)
    assert cells(table(before, after)) == [(EDITED, before, after)]
    assert cells(table(after, before)) == [(EDITED, after, before)]
    assert cells(table(text(CITY, broken), text(CITY, SPARE))) == []


def test_text_on_the_line_of_a_heading_brings_no_block():
    joined = SPARE.replace("〉\n", "〉")
    before, after = text(CITY, joined, CLOUD), text(CITY.replace("税務", "窓口"), SPARE, CLOUD)
    assert cells(table(before, after)) == [(EDITED, before, after)]


def test_a_sentence_that_mentions_a_heading_does_not_hide_that_its_block_came():
    head = "〈委託先における措置〉は契約で定める。"
    comparison = table(text(head, CITY), text(head, CITY, VENDOR))
    assert cells(comparison) == [(ADDED, "—", VENDOR)]


def test_blocks_rewritten_as_one_text_without_headings_are_one_row():
    before, after = text(CITY, CLOUD), "施設は国内に置き、入室を記録し、鍵は課長が持つ。"
    assert cells(table(before, after)) == [(EDITED, before, after)]


def test_blocks_that_took_the_place_of_others_have_a_row_each():
    comparison = table(text(CITY, CLOUD), text(VENDOR, SPARE))
    assert len(comparison.rows) == 4


def test_a_moved_block_makes_no_row():
    comparison = table(text(CITY, CLOUD, VENDOR), text(VENDOR, CITY, CLOUD))
    assert (cells(comparison), reasons(comparison)) == ([], ["move"])


def test_a_block_that_moved_and_changed_is_one_row():
    vendor = VENDOR.replace("週に一度", "毎日")
    comparison = table(text(CITY, CLOUD, VENDOR), text(vendor, CITY, CLOUD))
    assert cells(comparison) == [(EDITED, VENDOR, vendor)]


def test_white_space_between_blocks_makes_no_row():
    comparison = table(f"{CITY}\n{CLOUD}", f"{CITY}\n\n{CLOUD}\n")
    assert (cells(comparison), reasons(comparison)) == ([], ["white-space"])


def test_white_space_within_a_block_makes_no_row():
    comparison = table(text(CITY, CLOUD), text(CITY.replace("、", "、 "), CLOUD))
    assert (cells(comparison), reasons(comparison)) == ([], ["white-space"])


def test_everything_at_once_is_complete():
    city = CITY.replace("税務課長", "窓口課長")
    comparison = table(
        f"{HEAD}\n\n{CITY}\n{CLOUD}\n\n{VENDOR}\n", f"{HEAD}\n{VENDOR}\n\n\n{city}\n{SPARE}"
    )
    assert sorted(cells(comparison)) == [
        (ADDED, "—", SPARE),
        (EDITED, CITY, city),
        (REMOVED, CLOUD, "—"),
    ]
    assert "move" in reasons(comparison)


def test_a_table_without_the_row_of_one_block_is_not_complete():
    old, new = storage(text(CITY, CLOUD)), storage(text(VENDOR, CLOUD.replace("国内", "県内")))
    comparison = compared(old, new)
    assert len(comparison.rows) == 3
    for left_out in comparison.rows:
        rows = [row for row in comparison.rows if row is not left_out]
        assert not is_complete(old, new, rows, comparison.unprinted)


# --- the parts themselves ---------------------------------------------------------------------


def test_a_text_of_one_block_has_no_parts():
    assert text_parts("storage", CITY, CITY.replace("施錠", "閉鎖")) == []
    assert text_parts("storage", "", text(CITY, CLOUD)) == []


def test_the_parts_done_in_their_order_give_the_new_text():
    old, new = text(HEAD, CITY, CLOUD, VENDOR), f"{HEAD}\n{VENDOR}\n\n{CITY.replace('鍵', '札')}"
    ops = [op for part in text_parts("title", old, new) for op in part.ops]
    assert apply({"title": old}, ops) == {"title": new}
