"""What a search reads, without the documents themselves where that can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SearchedEdition:
    """An edition in whose text the words may stand."""

    id: int
    dossier_id: int
    is_public: bool
    number: int
    published_on: date
    #: See `pia.store.search.searched_text`.
    text: str


@dataclass(frozen=True)
class SearchedDraft:
    """An open draft."""

    id: int
    dossier_id: int
    #: Its document as it is kept.
    document: str
