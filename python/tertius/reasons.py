"""The one sentence that says most about a tie."""

from __future__ import annotations

import numpy as np

from tertius.network import Key
from tertius.strengths import TieStrengths


def what_raises(s: TieStrengths, person: Key, alter: Key) -> str:
    """What speaks most for a tie."""
    reasons = s[person, alter].explain().to_frame(like={})
    return str(reasons["sentence"][int(np.argmax(reasons["log_odds"]))])


def what_lowers(s: TieStrengths, person: Key, alter: Key) -> str:
    """What speaks most against a tie."""
    reasons = s[person, alter].explain().to_frame(like={})
    return str(reasons["sentence"][int(np.argmin(reasons["log_odds"]))])
