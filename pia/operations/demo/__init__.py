"""The sample city みほん市: accounts, owners, editions and work in several states.

Enters: an empty prepared store, the folder of its site, an instant. Leaves: a store that shows
everything, filled through the operations that people use. Every name and text in it is invented.
"""

from pia.operations.demo.city import PASSWORD, USERS, DemoUser
from pia.operations.demo.filling import fill

__all__ = ["PASSWORD", "USERS", "DemoUser", "fill"]
