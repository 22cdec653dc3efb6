"""The official form as data.

Enters: YAML from `data/forms`. Leaves: `Form`, its items and kinds, and the labels that 別添2
prints. Everything that knows about an item (web forms, checks, writers, readers) asks here.
Imports nothing of the product but `errors` and `settings`; every other room may import it.
"""

from pia.official.form import Choice, Condition, Form, Item, Node, Repeat
from pia.official.library import editions, form_in_force, load_form

__all__ = [
    "Choice",
    "Condition",
    "Form",
    "Item",
    "Node",
    "Repeat",
    "editions",
    "form_in_force",
    "load_form",
]
