"""The one sentence that says most about a tie."""

from __future__ import annotations

import numpy as np

from tertius.keys import Key
from tertius.strength.strengths import TieStrengths


def what_raises(s: TieStrengths, person: Key, alter: Key) -> str:
    """What speaks most for a tie; for communication, the contacts in figures, from which it is read."""
    reasons = s[person, alter].explain().to_frame(like={})
    aspects = list(reasons["aspect"])
    most = int(np.argmax(reasons["log_odds"]))
    return str(reasons["sentence"][aspects.index("rhythm") if aspects[most] == "communication" else most])


def rhythm(s: TieStrengths, person: Key, alter: Key) -> str:
    """How long the two have been silent, and how long they usually are."""
    reasons = s[person, alter].explain().to_frame(like={})
    return str(reasons["sentence"][list(reasons["aspect"]).index("rhythm")])
