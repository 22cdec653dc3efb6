"""Differences inside one text that a Japanese reader can follow.

Enters: two texts. Leaves: what stays, goes and comes, in whole words. `runs` parts the kinds of
sign, `pieces` knows the words of the field (`data/words`), `words` parts only where a border of
words is certain, `edits` compares. Only `pia.revision.spans` imports it.
"""

from pia.revision.inline.edits import edits
from pia.revision.inline.words import words

__all__ = ["edits", "words"]
