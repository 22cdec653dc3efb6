"""Judgements on rows, for tests of the store alone."""

from datetime import date

from pia.revision.judging import Judgement


def judgement(row: str = "row1", explanation: str = "", day: date | None = None) -> Judgement:
    """A decision on a row."""
    return Judgement(row, "d" * 64, None, "理由", explanation, day, by="佐藤 花子")
