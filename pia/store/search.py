"""The text of every edition as it is searched; made from the edition, at any time again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import col, func, select

from pia.approval.states import CLOSED
from pia.assessment import Assessment
from pia.assessment.passages import Passage, passages, search_key
from pia.store.records import SearchedDraft, SearchedEdition
from pia.store.repository import Repository
from pia.store.tables import DossierRow, DraftRow, EditionRow, SearchableRow

#: Between the path of a passage and its key; keys hold no white space.
_BEHIND_PATH = "\t"
#: What a database calls the search for a text in a text.
_POSITION = {"sqlite": "instr", "postgresql": "strpos"}


class Search(Repository):
    """Finds the editions, and reads the open drafts, in which words may stand."""

    def keep(self, edition_id: int, reading: Assessment) -> None:
        """Keep the text of an edition as it is read now."""
        row = self.connection.get(SearchableRow, edition_id)
        row = row or SearchableRow(edition_id=edition_id, text="")
        row.text = searched_text(passages(reading))
        self._kept(row)

    def missing(self) -> tuple[int, ...]:
        """Return the editions without text: of a store from before there was a search."""
        kept = select(SearchableRow.edition_id)
        query = select(EditionRow.id).where(col(EditionRow.id).not_in(kept))
        return tuple(number for number in self.connection.exec(query) if number is not None)

    def editions(
        self, words: Sequence[str], *, only_public: bool = False
    ) -> tuple[SearchedEdition, ...]:
        """Return the editions in whose text every word (a key) stands somewhere, newest first.

        A word may stand in different passages, or in a path: whoever reads the text looks again.
        """
        is_public = col(DossierRow.published_id) == col(EditionRow.id)
        query = (
            select_columns(
                col(EditionRow.id),
                col(EditionRow.dossier_id),
                is_public.label("is_public"),
                col(EditionRow.number),
                col(EditionRow.published_on),
                col(SearchableRow.text),
            )
            .join(EditionRow, col(EditionRow.id) == SearchableRow.edition_id)
            .join(DossierRow, col(DossierRow.id) == EditionRow.dossier_id)
            .where(*(self._holds(word) for word in words))
        )
        if only_public:
            query = query.where(is_public)
        found = (SearchedEdition(*row) for row in self.connection.execute(query))
        return tuple(sorted(found, key=lambda e: (e.published_on, e.number), reverse=True))

    def drafts(self) -> tuple[SearchedDraft, ...]:
        """Return the open drafts with their documents as they are kept."""
        query = select_columns(
            col(DraftRow.id), col(DraftRow.dossier_id), col(DraftRow.document)
        ).where(col(DraftRow.state).not_in(CLOSED))
        return tuple(SearchedDraft(*row) for row in self.connection.execute(query))

    def _holds(self, word: str) -> ColumnElement[bool]:
        """Return the condition that a word stands in a text; no sign of it is a wild card."""
        position = getattr(func, _POSITION[self.connection.get_bind().dialect.name])
        holds: ColumnElement[bool] = position(col(SearchableRow.text), word) > 0
        return holds


def searched_text(said: Iterable[Passage]) -> str:
    """Return passages as one text: a line for each, its path and its key."""
    return "\n".join(f"{one.path}{_BEHIND_PATH}{search_key(one.text)}" for one in said)


def lines_with(text: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield path and key of each passage of a searched text in which every word stands."""
    rarest = max(words, key=len)
    at = text.find(rarest)
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = len(text) if end < 0 else end
        path, _, key = text[start:end].partition(_BEHIND_PATH)
        if all(word in key for word in words):
            yield path, key
        at = text.find(rarest, end)
