"""What was read of a published document, to be looked over before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass

from pia.approval.kinds import EDITION_KINDS
from pia.assessment.wareki import to_wareki
from pia.imports import Imported
from pia.imports.history_targets import GUESS
from pia.imports.report import ItemReport
from pia.imports.values import Status
from pia.operations.registrations import Preview
from pia.store.work import Work
from pia.web.views.dossiers import edition_title

#: What a person may say the edition is: files are issued anew (再発行) only here.
KINDS = {key: title for key, title in EDITION_KINDS.items() if key != "reissue"}


#: A row of 別添2 that names no item, or an item of a file that is not there.
_UNPLACED = ("", GUESS)


@dataclass(frozen=True)
class FieldOf:
    """A field to be corrected."""

    name: str
    label: str
    value: str
    hint: str


@dataclass(frozen=True)
class KindChoice:
    """A kind of edition to choose."""

    key: str
    title: str
    chosen: bool
    #: What the document's own rows speak for.
    is_likely: bool


@dataclass(frozen=True)
class RegistrationPage:
    """What registering would do."""

    title: str
    facts: tuple[tuple[str, str], ...]
    #: Name of the count and the count.
    counts: tuple[tuple[str, int], ...]
    #: Labels of what a person will have to fill in.
    unread: tuple[str, ...]
    #: Labels of what was read and may be wrong, with the reason.
    doubtful: tuple[str, ...]
    #: Rows of 別添2 that may not be what the file says, or name no item, with the reason.
    rows: tuple[str, ...]
    left_over: tuple[str, ...]
    #: 「第3版」 of which 評価書; "" for one that is new here.
    further: str
    missing: tuple[str, ...]
    #: What stands against it, or should be known before.
    warnings: tuple[str, ...]
    fields: tuple[FieldOf, ...]
    kinds: tuple[KindChoice, ...]


def registration_page(
    work: Work, imported: Imported, preview: Preview, typed: dict[str, str]
) -> RegistrationPage:
    """Return the page; `typed` is what a person said, by the names of the fields."""
    report, document = imported.report, imported.assessment
    counts = report.counts()
    title = document.answers.get("title")
    chosen = typed.get("kind") or preview.likely_kind
    return RegistrationPage(
        title=" ".join(title.split()) if isinstance(title, str) else "（評価書名なし）",
        facts=(
            ("様式", f"{document.form.number}（{document.form.name}）{document.form.tag}"),
            ("様式を決めた理由", report.edition_why),
            ("変更箇所の行", f"{counts['history']}行"),
        ),
        counts=(
            ("読み取れた項目", counts["sure"]),
            ("確かめてほしい項目", counts["unsure"]),
            ("見つからなかった項目", counts["missing"]),
        ),
        unread=tuple(item.label for item in report.items if item.is_unknown),
        doubtful=tuple(f"{item.label}：{item.why}" for item in report.items if _is_doubtful(item)),
        rows=tuple(
            f"{number}行目「{' '.join(one.row.item.split())}」：{one.why}"
            for number, one in enumerate(report.history, start=1)
            if one.doubt or one.confidence in _UNPLACED
        ),
        left_over=tuple(cell.text for cell in report.left_over),
        further=_further(work, preview),
        missing=() if preview.place.dossier else preview.place.missing,
        warnings=(*([report.note] if report.note else []), *_warnings(preview)),
        fields=tuple(_fields(preview, typed)),
        kinds=tuple(
            KindChoice(key, words, key == chosen, key == preview.likely_kind)
            for key, words in KINDS.items()
        ),
    )


def _is_doubtful(item: ItemReport) -> bool:
    """Return whether an item was read, and a person should see whether it was read rightly."""
    return item.status == Status.UNSURE and not item.is_unknown


def _further(work: Work, preview: Preview) -> str:
    dossier = preview.place.dossier
    if dossier is None:
        return ""
    task = work.ownership.task(dossier.task_id).name
    return f"{dossier.number} {task}の第{len(preview.editions) + 1}版"


def _warnings(preview: Preview) -> list[str]:
    warnings = []
    if same := preview.same_day:
        warnings.append(f"{to_wareki(same.published_on)}の{edition_title(same)}は登録済みです。")
    newest = preview.editions[0].published_on if preview.editions else None
    if preview.open_draft and newest and (preview.published_on or newest) > newest:
        warnings.append("開いている下書きは、これより前の版をもとにしています。")
    if preview.published_on is None:
        warnings.append("公表日が読み取れません。下の欄に入れてください。")
    said = preview.place.said
    for name, value in (("評価書番号", said.number), ("評価実施機関名", said.organisation)):
        if not value:
            warnings.append(f"{name}が読み取れません。下の欄に入れてください。")
    return warnings


def _fields(preview: Preview, typed: dict[str, str]) -> list[FieldOf]:
    """Return the fields, as typed, else as read; owners only where they are not settled yet."""
    said, day = preview.place.said, preview.published_on
    fields = [
        ("published_on", "公表日", to_wareki(day) if day else "", "例：令和5年11月6日"),
        ("number", "評価書番号", said.number, ""),
        ("organisation", "評価実施機関", said.organisation, "例：みほん市長、みほん市教育委員会"),
    ]
    if preview.place.dossier is None:
        fields.append(("task", "事務", said.task, ""))
    if preview.place.task is None:
        fields.append(("division", "担当課", said.division, ""))
    if preview.place.municipality is None:
        fields.append(("municipality", "団体", said.municipality, ""))
    return [FieldOf(n, label, typed.get(n) or value, hint) for n, label, value, hint in fields]
