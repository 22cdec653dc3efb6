"""Who is there: passwords, sessions, lockout.

Enters: names, passwords, session tokens, instants. Leaves: an `Actor`. Imports `store` and the
rooms below; knows no Flask.
"""
