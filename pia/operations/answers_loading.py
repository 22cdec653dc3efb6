"""A sheet that came back: its rows become answers that wait, each item by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pia.approval.roles import Role
from pia.assessment import Assessment
from pia.assessment.canonical import content_id
from pia.assessment.naming import label_of
from pia.assessment.paths import Path, get
from pia.errors import InputRefused, PathNotFound
from pia.imports import SourceFile
from pia.imports.inquiry_answers import proposed
from pia.imports.inquiry_reader import AnswerRow, FilledSheet, read_inquiry
from pia.imports.inquiry_words import UNCHANGED, is_ditto, is_unchanged
from pia.official.folding import fold
from pia.official.typed import keep_imported, keep_typed
from pia.operations.act import Act
from pia.operations.answers import decide, digest_now
from pia.operations.inquiries import inquiry_of, open_draft, shown_document
from pia.outline.inquiry import Key, base_digest, inquiry_lines
from pia.store.records import Draft, Inquiry, NewProposal, Proposal
from pia.store.work import Work

#: Place of the one decided answer that says that a sheet came back without any change.
NOWHERE = "-"
#: Stands in 備考 of an answer that was struck out as a whole.
STRUCK_OUT = "は、すべて取消線で消されています"
_REPLACED = "同じ照会票の新しい回答が届いたため"
_REWRITTEN = "照合用の欄がないか、書き換えられています"
_AS_IT_CAME = "ダウンロードした照会票の行のまま、回答欄と備考だけに書いてもらってください。"
_LONGEST_NAME = 200
#: Rows that are told one by one, of those that were not taken.
_MOST_TOLD = 50


@dataclass(frozen=True)
class RefusedRow:
    """Rows that were not taken: where they stand, and why."""

    place: str
    sentence: str


@dataclass(frozen=True)
class Loaded:
    """What became of a sheet that came back."""

    #: Answers that wait now.
    kept: int
    #: Items without any change.
    unchanged: int
    #: Answers that were loaded before.
    known: int
    #: Answers that waited and gave way to a newer one of the same sheet.
    replaced: int
    #: The first rows that were not taken, and how many more there are.
    refused: tuple[RefusedRow, ...]
    more: int = 0
    #: Labels of the items with a cell that was read as 「変更なし」.
    read_as_unchanged: tuple[str, ...] = ()


def load(act: Act, draft_id: int, source: SourceFile) -> Loaded:
    """Keep the answers of a sheet; nothing of the draft changes.

    Raises InputRefused for a file that is no sheet, or the sheet of another draft.
    """
    act.actor.need(Role.EDITOR)
    filled = read_inquiry(source)
    with act.store.writing() as work:
        draft = open_draft(work, draft_id)
        loaded = _Loading(act, work, draft, filled).take(source.name)
        act.note(work, "inquiry-load", f"draft {draft.id}", kept=loaded.kept)
        return loaded


@dataclass
class _Asked:
    """One item of a sheet with its rows."""

    inquiry: Inquiry
    path: str
    rows: list[tuple[Key, AnswerRow]] = field(default_factory=list)

    def place(self) -> str:
        """Return where its first written row stands."""
        return next((row.place for _, row in self.rows if not row.is_empty), "")


class _Loading:
    def __init__(self, act: Act, work: Work, draft: Draft, filled: FilledSheet) -> None:
        self.act, self.work, self.draft, self.filled = act, work, draft, filled
        self.before = work.inquiries.proposals(draft.id)
        self.inquiries: dict[int, tuple[Inquiry, Assessment]] = {}
        self.answered_by = keep_imported(filled.answered_by)[0][:_LONGEST_NAME]
        self.loaded = Loaded(0, 0, 0, 0, ())
        self.refused: list[RefusedRow] = []
        self.read_as_unchanged: list[str] = []

    def take(self, name: str) -> Loaded:
        """Keep what is new. Raises InputRefused where the rows are of another draft."""
        items = self.items()
        if not items:
            raise InputRefused("照会票の行がありません", where=name, hint=_AS_IT_CAME)
        for one in items:
            try:
                self.one(one)
            except InputRefused as refused:
                self.refuse(one.place(), refused)
        self.note_unchanged()
        more = max(len(self.refused) - _MOST_TOLD, 0)
        told, words = tuple(self.refused[:_MOST_TOLD]), tuple(self.read_as_unchanged)
        return replace(self.loaded, refused=told, more=more, read_as_unchanged=words)

    def items(self) -> list[_Asked]:
        """Return the rows by item; one without a key is told where something is written in it."""
        found: dict[tuple[int, str], _Asked] = {}
        for row in _spelled_out(self.filled.rows):
            key = Key.parse(row.key)
            if key is not None:
                inquiry, _ = self.inquiry(key.inquiry)
                asked = found.setdefault((key.inquiry, key.path), _Asked(inquiry, key.path))
                asked.rows.append((key, row))
            elif not row.is_empty:
                self.refuse(row.place, InputRefused(_REWRITTEN, hint=_AS_IT_CAME))
        return list(found.values())

    def inquiry(self, number: int) -> tuple[Inquiry, Assessment]:
        """Return a sheet with the draft as it shows it. Raises InputRefused for a foreign one."""
        if number not in self.inquiries:
            try:
                inquiry = inquiry_of(self.work, self.draft.id, number)
            except PathNotFound as error:
                said = f"照会票（第{number}号）はここで作られたものではありません"
                raise InputRefused(said, hint="どの評価書の照会票かを確かめてください。") from error
            document = shown_document(self.work, self.draft, inquiry)
            self.inquiries[number] = (inquiry, document)
        return self.inquiries[number]

    def one(self, asked: _Asked) -> None:
        """Keep the answer of one item, or count why there is nothing to keep."""
        said = self.said(asked)
        if said is None:
            self.loaded = replace(self.loaded, unchanged=self.loaded.unchanged + 1)
        elif self.is_known(asked.inquiry, said):
            self.loaded = replace(self.loaded, known=self.loaded.known + 1)
        else:
            self.keep(asked.inquiry, said)
            self.loaded = replace(self.loaded, kept=self.loaded.kept + 1)

    def said(self, asked: _Asked) -> NewProposal | None:
        """Return what the rows of an item say, None for nothing. Raises InputRefused."""
        _, document = self.inquiry(asked.inquiry.id)
        self.refuse_rewritten(asked, document)
        if all(row.is_empty for _, row in asked.rows):
            return None
        if asked.path not in asked.inquiry.paths or any(
            key.digest != base_digest(document, key.inquiry, key.path) for key, _ in asked.rows
        ):
            raise InputRefused(_REWRITTEN, hint=_AS_IT_CAME)
        path = Path.parse(asked.path)
        label = label_of(document.form, document.answers, path, short=True)
        base = get(document.answers, path)
        item = document.form.item(path.pattern)
        value = proposed(item, base, _written(asked, label), label)
        remark = _remark(asked, label)
        if any(is_unchanged(row.answer) for _, row in asked.rows):
            self.read_as_unchanged.append(label)
        if value == base and not remark:
            return None
        return NewProposal(asked.path, base, value, remark, self.answered_by)

    def refuse_rewritten(self, asked: _Asked, document: Assessment) -> None:
        """Raise InputRefused where somebody wrote into 「今の記載」 and nothing into 回答欄."""
        if asked.path not in asked.inquiry.paths:
            return
        lines = inquiry_lines(document, asked.inquiry.id, (asked.path,))
        sent = {line.key: line.present for line in lines}
        for _, row in asked.rows:
            if row.answer.strip() or row.present is None or row.key.strip() not in sent:
                continue
            if row.is_present_struck or fold(row.present) != fold(sent[row.key.strip()]):
                hint = "変える文は、回答欄に書いてもらってください。"
                raise InputRefused("「今の記載」が書き換えられています", where=row.place, hint=hint)

    def is_known(self, inquiry: Inquiry, said: NewProposal) -> bool:
        """Return whether the same answer waits already, or stands in the draft by it."""
        there = digest_now(self.draft, said.path) == content_id(said.value)
        return any(
            one.decision is None or (one.decision.is_accepted and there)
            for one in self.of(inquiry)
            if (one.said.path, one.said.value, one.said.remark)
            == (said.path, said.value, said.remark)
        )

    def keep(self, inquiry: Inquiry, said: NewProposal) -> None:
        """Keep an answer; an older one of the same sheet for the item waits no longer."""
        for one in self.of(inquiry):
            if one.decision is None and one.said.path == said.path:
                decide(self.act, self.work, one, _REPLACED, is_accepted=False)
                self.loaded = replace(self.loaded, replaced=self.loaded.replaced + 1)
        self.work.inquiries.propose(inquiry.id, said, **self.act.by)

    def of(self, inquiry: Inquiry) -> list[Proposal]:
        """Return the answers of a sheet that were loaded before."""
        return [one for one in self.before if one.inquiry_id == inquiry.id]

    def note_unchanged(self) -> None:
        """Keep of a sheet that came back without any change that it did."""
        if self.loaded.kept or self.loaded.known or self.refused:
            return
        for inquiry, _ in self.inquiries.values():
            if not self.of(inquiry):
                said = NewProposal(NOWHERE, None, None, "", self.answered_by)
                number = self.work.inquiries.propose(inquiry.id, said, **self.act.by)
                self.work.inquiries.decide(number, "", is_accepted=True, **self.act.by)

    def refuse(self, place: str, refused: InputRefused) -> None:
        """Note rows that are not taken."""
        self.refused.append(RefusedRow(place, refused.sentence()))


def _spelled_out(rows: Iterable[AnswerRow]) -> Iterator[AnswerRow]:
    """Yield the rows with 「〃」 read as 「変更なし」, unless the row above it says a text."""
    above = ""
    for row in rows:
        if is_ditto(row.answer) and (not above.strip() or is_unchanged(above)):
            row = replace(row, answer=UNCHANGED)  # noqa: PLW2901 - the same row, spelled out
        above = row.answer
        yield row


def _written(asked: _Asked, label: str) -> dict[str, str]:
    """Return the text of each part. Raises InputRefused for two rows that say different things."""
    found: dict[str, str] = {}
    for key, row in asked.rows:
        if row.answer.strip() and found.setdefault(key.part, row.answer) != row.answer:
            hint = "どちらか1つの行にしてもらってください。"
            raise InputRefused("同じ項目の行が2つあり、回答が違います", where=label, hint=hint)
    return found


def _remark(asked: _Asked, label: str) -> str:
    """Return what stands in 備考, of several rows each once, and what was struck out in 回答欄."""
    texts = [keep_typed(row.remark, f"{label} 備考").strip() for _, row in asked.rows]
    texts += [_struck(row, label) for _, row in asked.rows if row.struck]
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _struck(row: AnswerRow, label: str) -> str:
    """Return what a person is told of words struck out: Japanese offices correct so (見え消し)."""
    struck = keep_typed(row.struck, f"{label} 回答欄")
    if row.answer.strip():
        return f"（読込みの注）取消線の文字「{struck}」を除いて読みました。"
    ask = "空欄にする意味かどうかを、所管課に確かめてください。"
    return f"（読込みの注）回答欄の「{struck}」{STRUCK_OUT}。{ask}"
