"""The command line: parse, call one function of the core, print. Holds no rule of its own.

File commands know no store and no user. May import every room but `web` and `forms`.
"""

from pia.cli.app import main

__all__ = ["main"]
