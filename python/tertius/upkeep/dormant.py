"""Which old ties are worth waking."""

from __future__ import annotations

from typing import Any

from tertius import _core, options
from tertius.answers import Rows
from tertius.clusters.detecting import Clusters, cluster_labels
from tertius.display import counted
from tertius.keys import Key
from tertius.network.network import Network
from tertius.strength.strengths import TieStrengths, require_strengths_of
from tertius.upkeep.tie_courses import courses_of

_YEAR = 365.25


def dormant_ties(
    net: Network, s: TieStrengths, ego: Key, limit: int = 10, clusters: Clusters | None = None
) -> Rows:
    """Ties that were strong, have long been silent, and lead where the person no longer goes.

    s
        The strengths of `net`; later records than theirs are not looked at.
    limit
        At most so many rows.
    clusters
        Who belongs to which circle (see circles_around); None: novelty is judged by contacts alone.

    Columns: alter, silence_days, opportunity (0 to 1; ranks only), strength (now), reason. Opportunity is not
    strength: it is how strong the tie was in its best days, times how new the people are whom the alter
    knows, times an inverted U in shared contacts, highest at ten. A tie more likely alive than not is never
    among them. Raises UnknownPerson, InvalidInput, InvalidOption.
    Source: Levin, Walter, Murnighan, Organization Science 22:923 (2011); Rajkumar et al., Science 377:1304
    (2022).

    >>> import tertius as tt
    >>> alters = ["Ben"] * 40 + ["Cleo"] * 150  # each a week after the last
    >>> times = [7 * 86400 * i for i in (*range(40), *range(150))]
    >>> net = tt.Network.from_frames(interactions={"from": ["Ada"] * 190, "to": alters, "time": times})
    >>> dormant = tt.dormant_ties(net, tt.tie_strengths(net), "Ada")
    >>> dormant["reason"].tolist()
    ['You and Ben were in contact 40 times, the last 2 years ago; whom else Ben knows is not on record.']
    """
    strengths = require_strengths_of(net, s)
    courses = courses_of(net, ego, strengths.at, strengths.horizon_days or 90)
    return dormant_among(strengths, courses, limit, clusters)


def dormant_among(s: TieStrengths, courses: _core.TieCourses, limit: int, clusters: Clusters | None) -> Rows:
    """As dormant_ties."""
    labels = None if clusters is None else cluster_labels(clusters)
    found = courses.dormant(s._core, labels, options.whole("limit", limit, 1, options.MOST_ROWS))
    columns: dict[str, Any] = {name: found[name] for name in ("silence_days", "opportunity", "strength")}
    names = [s._people.display_name(place) for place in found["alter"].tolist()]
    numbers = (found[name].tolist() for name in ("silence_days", "contacts", "unknown", "shared"))
    columns["reason"] = [_reason(*row) for row in zip(names, *numbers, strict=True)]
    return Rows("Dormant ties", {"alter": s._people.named(found["alter"]), **columns}, s._library)


def _reason(name: str, silence_days: float, contacts: int, unknown: int, shared: int) -> str:
    past = f"You and {name} were in contact {counted(contacts, 'time')}, the last {_ago(silence_days)}"
    if unknown + shared == 0:
        return f"{past}; whom else {name} knows is not on record."
    news = counted(unknown, "person") if unknown else "nobody on record"
    return f"{past}; {name} knows {news} whom you do not, and you share {counted(shared, 'contact')}."


def _ago(days: float) -> str:
    """A long silence in words: 8 months ago, 3 years ago."""
    if days < 2 * _YEAR:
        return f"{counted(max(1, round(days / _YEAR * 12)), 'month')} ago"
    return f"{counted(round(days / _YEAR), 'year')} ago"
