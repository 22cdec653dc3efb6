"""WTForms classes derived from the official form: one per section and one per repeat.

Enters: a Form of the core, answers, what a browser posted. Leaves: fields to render, and edits.
Only `web` imports it; it knows no Flask and no database.
"""
