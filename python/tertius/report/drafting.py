"""Notes to the two sides of an introduction: each is asked before either learns of the other's answer."""

from __future__ import annotations

from collections.abc import Sequence

from tertius.display import plain_text

_MOST_REASONS = 3


def introduction_note(to: str, about: str, reasons: Sequence[str], sender: str, about_role: str = "") -> str:
    """A draft that asks one side of an introduction whether they want to meet the other.

    to, about, sender
        What the one who is asked, the one they would meet, and the broker are called.
    reasons
        What the one who is asked would gain, in sentences that call them "you", the weightiest first; the
        first three are named.
    about_role
        Position and organisation of the one they would meet; "" if unknown.

    Plain text of short lines. It says that nothing is passed on without a yes and makes a no easy. Names
    cannot steer what shows it.

    >>> import tertius as tt
    >>> from tertius.report.drafting import introduction_note
    >>> print(introduction_note("Ada", "Ben", ["Ben can help with what you need: law"], "Cleo"))
    Dear Ada,
    <BLANKLINE>
    May I introduce you to Ben? I thought of you because:
    <BLANKLINE>
    - Ben can help with what you need: law
    <BLANKLINE>
    I ask each of you separately, and pass nothing on unless you both say yes. If it does not suit you,
    a short "no" is enough, and no reason is needed.
    <BLANKLINE>
    Kind regards,
    Cleo
    """
    whom = f"{about}, {about_role}" if about_role else about
    named = [f"- {reason}" for reason in reasons[:_MOST_REASONS]]
    opening = f"May I introduce you to {whom}?"
    lines = [
        f"Dear {to},",
        "",
        f"{opening} I thought of you because:"
        if named
        else f"{opening} I think you would have a lot to say to each other.",
        *(["", *named] if named else []),
        "",
        "I ask each of you separately, and pass nothing on unless you both say yes. If it does not suit you,",
        'a short "no" is enough, and no reason is needed.',
        "",
        "Kind regards,",
        sender,
    ]
    return "\n".join(plain_text(line) for line in lines)
