"""pia keeps 特定個人情報保護評価書: the form as data, revisions, their 別添2, and the published document.

From `official` up to `exports` this package is a library of values in and values out: nothing
there knows the clock, the session, the network or a web framework.
"""

__version__ = "0.1.0.dev0"
