"""Who is there: passwords, sessions, lockout.

Enters: names, passwords, session tokens, instants. Leaves: `User`s and their sessions. Imports
`store` and the rooms below; knows no Flask and no clock.
"""
