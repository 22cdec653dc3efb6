"""The law as dated data: where a rule is written, and the days it turns on.

Enters: YAML from `data/law`. Leaves: `Source` and days, by id. Numbers and days of the law stand
nowhere else. Imports `official` (its reader of YAML) and the rooms below; the rooms above, from
`assessment` on, may import it. Knows no clock: whoever asks gives the day.
"""

from pia.law.days import day_of
from pia.law.sources import Source, cite, sources

__all__ = ["Source", "cite", "day_of", "sources"]
