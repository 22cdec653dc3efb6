"""The city's static website of published assessments.

Enters: public bytes and the facts of their editions. Leaves: a folder, built beside its place and
swapped in. Knows no database and no whole text: what is withheld cannot reach it.
"""
