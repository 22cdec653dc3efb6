"""From draft to published edition: states, who may do what, and what an approval binds. Pure.

Enters: `data/approval/states.yaml`, a state, an action, an actor. Leaves: the next state, or
NotAllowed with its sentence; the digest of what is approved. Imports `assessment`, `revision` and
the rooms below; knows no database, no clock, no session.
"""
