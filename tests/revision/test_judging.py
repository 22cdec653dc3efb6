"""Decisions of people on rows: what they change, what they leave, when they no longer hold."""

from dataclasses import replace
from datetime import date

import pytest

from pia.errors import DefinitionRefused, InputRefused
from pia.revision import compare
from pia.revision.grounds import grounds, read_grounds
from pia.revision.judging import Judgement, check_judgement, grounds_for, judged
from pia.revision.proof import is_complete
from pia.revision.spans import joined
from pia.revision.style import TableStyle
from tests.builders import assessment, changed

OLD = assessment(storage="庁内のサーバ室に保管する。", department="市民課")
NEW = changed(OLD, {"files[1].storage": "データセンターに保管する。", "department": "窓口課"})
DAY = date(2025, 4, 1)


def table(new=NEW):
    return compare(OLD, new, changed_on=DAY, as_of=DAY)


def row_of(comparison, timing):
    return next(row for row in comparison.rows if row.timing == timing)


def on(row, ground, reason="担当課で検討した結果", **more):
    said = {"explanation": "", "effective_on": None} | more
    return Judgement(row.key, row.digest, ground, reason, by="承認 花子", **said)


def test_a_changed_item_with_a_mark_may_be_judged_a_mere_matter_of_form():
    row = row_of(table(), "事前")
    decided = judged(table(), [on(row, "formal")])
    after = next(r for r in decided.rows if r.key == row.key)
    assert (after.timing, after.needs_confirmation) == ("事後", False)
    assert after.explanation == grounds()["formal"].words
    assert "承認 花子" in after.decision.trace[-1]
    assert decided.procedure == "修正"


def test_what_rests_on_an_unverified_exception_says_so():
    row = row_of(table(), "事前")
    after = next(r for r in judged(table(), [on(row, "mitigated")]).rows if r.key == row.key)
    assert not after.verified


def test_confirming_the_rule_keeps_timing_and_phrase():
    row = row_of(table(), "事前")
    after = next(
        r for r in judged(table(), [on(row, "as_ruled_before", "")]).rows if r.key == row.key
    )
    assert (after.timing, after.explanation) == ("事前", row.explanation)


def test_the_words_a_person_writes_are_printed():
    row = row_of(table(), "事後")
    said = on(row, "voluntary", explanation="任意に事前に提出する。")
    after = next(r for r in judged(table(), [said]).rows if r.key == row.key)
    assert (after.timing, after.explanation) == ("事前", "任意に事前に提出する。")


def test_a_judgement_is_stale_after_a_later_edit_of_the_item_but_its_day_stays():
    row = row_of(table(), "事前")
    later = changed(NEW, {"files[1].storage": "県外のデータセンターに保管する。"})
    said = on(row, "formal", effective_on=date(2025, 7, 1))
    after = next(r for r in judged(table(later), [said]).rows if r.key == row.key)
    assert after.timing == "事前"
    assert after.effective_on == date(2025, 7, 1)


def test_the_newest_judgement_of_a_row_counts():
    row = row_of(table(), "事前")
    both = [on(row, "formal"), on(row, "as_ruled_before")]
    after = next(r for r in judged(table(), both).rows if r.key == row.key)
    assert after.timing == "事前"


def test_judging_changes_no_cell_and_no_operation():
    row = row_of(table(), "事前")
    decided = judged(table(), [on(row, "formal")])
    assert decided.complete
    for before, after in zip(table().rows, decided.rows, strict=True):
        assert (before.before, before.after, before.ops) == (after.before, after.after, after.ops)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_another_timing_needs_a_reason(reason):
    row = row_of(table(), "事前")
    with pytest.raises(InputRefused, match="理由"):
        check_judgement(row, on(row, "formal", reason))


def test_a_ground_for_the_other_timing_is_refused():
    row = row_of(table(), "事後")
    with pytest.raises(InputRefused, match="事後の行には使えません"):
        check_judgement(row, on(row, "formal"))


def test_an_unknown_ground_is_refused_with_the_nearest():
    row = row_of(table(), "事前")
    with pytest.raises(InputRefused) as refused:
        check_judgement(row, on(row, "formall"))
    assert "formal" in refused.value.hint


def test_the_grounds_offered_fit_the_row():
    for timing in ("事前", "事後"):
        row = row_of(table(), timing)
        offered = grounds_for(row)
        assert offered
        for ground in offered:
            check_judgement(row, on(row, ground.id))


def test_every_ground_that_changes_the_timing_has_words_to_print():
    for ground in grounds().values():
        assert ground.words or ground.timing == ground.given_on


def test_a_day_alone_is_no_judgement():
    row = row_of(table(), "事前")
    said = replace(on(row, None), effective_on=date(2025, 5, 1))
    check_judgement(row, said)
    after = next(r for r in judged(table(), [said]).rows if r.key == row.key)
    assert (after.decision, after.effective_on) == (row.decision, date(2025, 5, 1))


def test_a_ground_with_an_unknown_source_is_refused(tmp_path):
    file = tmp_path / "judgements.yaml"
    file.write_text(
        "judgements:\n  a: {title: あ, for: 事前, timing: 事後, source: nowhere, verified: true}",
        encoding="utf-8",
    )
    with pytest.raises(DefinitionRefused, match="nowhere"):
        read_grounds(file)


# --- cells worded anew ------------------------------------------------------------------------


def worded(said):
    comparison = judged(table(), [said])
    return comparison, next(row for row in comparison.rows if row.key == said.row)


def test_a_person_may_word_the_cells_anew_and_the_row_is_marked():
    row = row_of(table(), "事前")
    comparison, after = worded(on(row, None, before="サーバ室", after="データセンター"))
    assert (after.before, after.after) == ("サーバ室", "データセンター")
    assert after.rendered == (row.before, row.after)
    assert (after.ops, after.digest, after.decision) == (row.ops, row.digest, row.decision)
    assert after.wording.by == "承認 花子"
    assert after.as_json()["reworded"] is True
    assert "reworded" not in row.as_json()
    assert is_complete(OLD, NEW, comparison.rows, comparison.unprinted)


def test_the_segments_of_reworded_cells_join_to_them():
    row = row_of(table(), "事前")
    _, after = worded(on(row, None, before="サーバ室", after="データセンター"))
    assert joined(after.segments, "=-") == "サーバ室"
    assert joined(after.segments, "=+") == "データセンター"


def test_one_cell_alone_may_be_worded_anew():
    row = row_of(table(), "事前")
    _, after = worded(on(row, None, after=" データセンター（国内） "))
    assert (after.before, after.after) == (row.before, "データセンター（国内）")


def test_a_wording_that_hides_the_change_says_so():
    row = row_of(table(), "事前")
    _, after = worded(on(row, None, after="別の場所に保管する。"))
    assert after.wording.hides == ("変更後の記載に、変わった名称「データセンター」がありません。",)


def test_an_empty_wording_is_a_dash():
    row = row_of(table(), "事前")
    assert worded(on(row, None, after="  "))[1].after == "—"


def test_the_engines_own_words_are_no_rewording():
    row = row_of(table(), "事前")
    _, after = worded(on(row, None, before=row.before, after=row.after))
    assert after.wording is None


def test_a_wording_of_an_earlier_edit_is_not_printed():
    row = row_of(table(), "事前")
    later = changed(NEW, {"files[1].storage": "県外のデータセンターに保管する。"})
    after = row_of(judged(table(later), [on(row, None, after="データセンター")]), "事前")
    assert (after.after, after.wording) == ("県外のデータセンターに保管する。", None)


def test_a_city_prints_its_own_phrase_for_a_ground():
    row = row_of(table(), "事前")
    style = TableStyle(words={"formal": "形式的な変更である。"})
    decided = judged(compare(OLD, NEW, changed_on=DAY, as_of=DAY, style=style), [on(row, "formal")])
    after = next(one for one in decided.rows if one.key == row.key)
    assert after.explanation == "形式的な変更である。"
