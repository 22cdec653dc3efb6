"""What a comparison tells beside its rows: what it could not compare, and what looks wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pia.assessment import Path
from pia.assessment.finding import Finding, Severity
from pia.assessment.naming import label_of
from pia.assessment.published import published_day
from pia.law import cite
from pia.official.labels import fill
from pia.revision.cells import answered_items
from pia.revision.comparison import MOVED, ChangeRow
from pia.revision.difference import CANNOT_TELL, is_unreadable
from pia.revision.effective import covers
from pia.revision.moves import stale_mentions
from pia.revision.rows import RowMaker
from pia.revision.timing import changed_on_findings, day_findings
from pia.revision.walk import Difference, Doubtful, ItemDiffers, ThingCameOrWent, Walk


def comparison_findings(
    maker: RowMaker,
    found: Sequence[Difference],
    rows: Sequence[ChangeRow],
    walk: Walk,
    *,
    complete: bool,
) -> Iterator[Finding]:
    """Yield the findings of one comparison: the document, then its items, then the table.

    `walk` has ended: it found what `found` holds.
    """
    yield from _document_findings(maker)
    yield from (_doubtful(maker, one) for one in walk.doubtful)
    yield from _unreadable(maker, found)
    yield from _unused(maker, rows)
    yield from _stale(maker, found, rows, walk.matched)
    facts = tuple(row.facts for row in rows)
    yield from changed_on_findings(maker.changed_on, as_of=maker.as_of)
    yield from day_findings(facts, as_of=maker.as_of, published_on=_published_anew(maker))
    if not complete:
        yield _not_complete()


def _published_anew(maker: RowMaker) -> date | None:
    """Return the 公表日 that the new edition says of itself; a draft has none of its own yet."""
    before, after = published_day(maker.old), published_day(maker.new)
    return after if after and (before is None or after > before) else None


def _document_findings(maker: RowMaker) -> Iterator[Finding]:
    numbers = [document.answers.get("number") for document in (maker.old, maker.new)]
    if numbers[0] != numbers[1]:
        yield Finding(
            "number-differs",
            Severity.WARNING,
            "number",
            f"評価書番号が違います（旧「{numbers[0] or '—'}」、新「{numbers[1] or '—'}」）。",
            "同じ評価書の新旧を選んでいるか確かめてください。",
            cite("instructions"),
        )
    if maker.by_content:
        yield Finding(
            "matched-by-content",
            Severity.NOTE,
            "",
            "系統の違う文書どうしのため、システムや委託事項などは内容の近いものどうしを対応させました。",
            "同じものどうしを比べているか確かめてください。",
            cite("instructions"),
        )


def _doubtful(maker: RowMaker, one: Doubtful) -> Finding:
    """Return the finding for two things that were taken for one without being clearly so."""
    was = label_of(maker.form, maker.old.answers, one.at)
    now = label_of(maker.form, maker.new.answers, one.new_at)
    return Finding(
        "doubtful-match",
        Severity.WARNING,
        str(one.new_at),
        f"旧「{was}」と新「{now}」を同じものとみなしましたが、記載が大きく違うか、似たものが他にもあります。",
        "同じものでなければ、追加と削除として書いてください。",
        cite("instructions"),
    )


def _unreadable(maker: RowMaker, found: Sequence[Difference]) -> Iterator[Finding]:
    """Yield a finding for each answer that could not be read and therefore not be compared."""
    for one in found:
        if isinstance(one, ItemDiffers) and one.reason == CANNOT_TELL:
            yield _cannot_tell(str(one.at), label_of(maker.form, maker.new.answers, one.new_at))
        elif isinstance(one, ThingCameOrWent):
            yield from _unreadable_inside(maker, one)
        elif one.reason == CANNOT_TELL:
            yield _cannot_tell(one.ops[-1].at, label_of(maker.form, maker.old.answers, one.at))


def _unreadable_inside(maker: RowMaker, one: ThingCameOrWent) -> Iterator[Finding]:
    unread = [i for i, v in answered_items(maker.form, one.repeat, one.thing) if is_unreadable(v)]
    document = maker.new if one.added else maker.old
    label = label_of(maker.form, document.answers, one.place)
    for item in unread:
        yield _cannot_tell(one.op.at, f"{label} {item.number}{item.title}")


def _cannot_tell(path: str, label: str) -> Finding:
    return Finding(
        CANNOT_TELL,
        Severity.WARNING,
        path,
        f"「{label}」は読み取れていないため、変更があったか分かりません。",
        "原本を見て、この項目の記載を補ってください。",
        cite("instructions"),
    )


def _unused(maker: RowMaker, rows: Sequence[ChangeRow]) -> Iterator[Finding]:
    given: Mapping[str, date] = (
        maker.effective_on if isinstance(maker.effective_on, Mapping) else {}
    )
    for path in given:
        if not any(covers(path, row) for row in rows):
            yield Finding(
                "effective-on-unused",
                Severity.WARNING,
                path,
                f"実施日を指定した {path or '文書全体'} に、変更の行はありません。",
                "項目の場所が正しいか確かめてください。",
                cite("instructions"),
            )


def _stale(
    maker: RowMaker,
    found: Sequence[Difference],
    rows: Sequence[ChangeRow],
    matched: Mapping[str, str],
) -> Iterator[Finding]:
    """Yield a finding for each text that names a thing by a number that is now another's, or none's.

    Where a row says which thing has which number now, the reader knows.
    """
    told = {Path.parse(row.id_paths[0]).whole() for row in rows if row.change == MOVED}
    lists = {Path.parse(one.op.at).whole() for one in found if isinstance(one, ThingCameOrWent)}
    for the_list in sorted(lists - told, key=str):
        title = maker.form.repeat(the_list.pattern).title
        for path, numbers in stale_mentions(maker.old, maker.new, the_list, matched):
            words = "".join(f"「{fill(title, number)}」" for number in numbers)
            yield Finding(
                "stale-number",
                Severity.WARNING,
                str(path),
                f"「{label_of(maker.form, maker.new.answers, path)}」の{words}は、追加や削除で番号が変わり、"
                "同じものを指さなくなりました。",
                "本文の番号を、いまの番号に直してください。",
                cite("product"),
            )


def _not_complete() -> Finding:
    return Finding(
        "not-complete",
        Severity.ERROR,
        "",
        "この変更箇所の表からは、新しい版を組み立て直せません。",
        "表をそのまま使わず、製品の不具合として知らせてください。",
        cite("instructions"),
    )
