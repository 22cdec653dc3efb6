"""Every step of the store's tables since the first, run by `pia.store.migrating`.

`versions/` is history: a file that was ever released is never changed. How to write one:
docs/how-to/change-the-store.md.
"""
