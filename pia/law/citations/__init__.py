"""Citations of the law: read from a text, compared in a normal form, known by their age.

Enters: a Japanese text, and a day. Leaves: `Citation` values with their place in the text, and what
is old there on that day, since when and what took its place. Nothing here replaces anything: which
項 a 別表 has now is for a person to look up.
"""

from pia.law.citations.ageing import Ageing, ageing
from pia.law.citations.laws import Law, law_named, laws
from pia.law.citations.parse import citations
from pia.law.citations.table import RenamedBody, Renumbering, renamed_bodies, renumbered_by
from pia.law.citations.value import Citation

__all__ = [
    "Ageing",
    "Citation",
    "Law",
    "RenamedBody",
    "Renumbering",
    "ageing",
    "citations",
    "law_named",
    "laws",
    "renamed_bodies",
    "renumbered_by",
]
