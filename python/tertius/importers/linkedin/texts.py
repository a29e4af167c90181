"""What a message plainly says, in seven languages: thanks, congratulations, condolences."""

from __future__ import annotations

import html
import re

_LOOKED_AT = 4000
_MARKUP = re.compile(r"<[^<>]*>")

_SAYINGS = {
    "condolences": (
        r"(?:my |our |deepest |sincere |heartfelt )*condolences|sorry (?:for|about) your loss|beileid|"
        r"condoléances|pésame|condolencias|condoglianze|pêsames|condolências|gecondoleerd|condoleances?"
    ),
    "congratulations": (
        r"congratulations|congrats|glückwunsch|glückwünsche|gratuliere|gratulation|félicitations|"
        r"enhorabuena|felicidades|felicitaciones|congratulazioni|parabéns|gefeliciteerd|proficiat"
    ),
    "thanks": (
        r"thank you|thanks|vielen dank|herzlichen dank|danke|dankeschön|merci|gracias|grazie|obrigad[oa]|"
        r"bedankt|dank je|dank u|dankjewel"
    ),
}
_NOT_MEANT = (
    r"no,? thank(?:s| you)|thank(?:s| you) in advance|nein,? danke|(?:vielen )?dank(?:e)? im voraus|"
    r"non,? merci|merci d.avance|no,? gracias|gracias de antemano|no,? grazie|grazie in anticipo|"
    r"não,? obrigad[oa]|obrigad[oa] desde já|nee,? (?:bedankt|dank je)|alvast bedankt|bij voorbaat dank"
)
_SAYING = re.compile(
    rf"\b(?:(?P<none>{_NOT_MEANT})|"
    + "|".join(rf"(?P<{kind}>{words})" for kind, words in _SAYINGS.items())
    + r")\b"
)


def saying(content: str) -> str | None:
    """thanks, congratulations or condolences, whichever is said first; None if none of them is."""
    plain = " ".join(html.unescape(_MARKUP.sub(" ", content[:_LOOKED_AT])).split()).lower()
    for found in _SAYING.finditer(plain):
        if found.lastgroup != "none":
            return found.lastgroup
    return None
