"""Double opt-in: nobody is introduced who has not said yes."""

from __future__ import annotations

from typing import Any

import numpy as np

from tertius import _core, options
from tertius.display import Facts
from tertius.errors import InvalidOption
from tertius.keys import Key
from tertius.network.network import Network


class IntroductionRequest(Facts):
    """A request for an introduction on its way through double opt-in. Unchanging: each step makes a new one.

    proposed -> broker_agreed -> a_agreed -> b_agreed -> introduced, or declined by whoever's turn it is, or
    withdrawn by who had agreed. Each is asked only once those before have agreed. Consents hold until
    `expires`. Who asked for it is shown `seen_by_seeker` alone: a refusal, a withdrawal, silence and expiry
    look alike there at every moment.

    net
        The network that the three people are in.
    broker, a, b
        Three different people: who is to introduce, who is asked first, who is asked after them.
    proposed
        When: a datetime, a date or Unix seconds.
    patience_days
        How long the request stands, the same for all.

    Raises UnknownPerson, InvalidInput (for a step that is not the next; privacy.consent_expired for an
    introduction whose consents no longer hold), InvalidOption.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     relationships={"from": ["Ola", "Ola"], "to": ["Ada", "Ben"], "type": ["peer", "peer"]}
    ... )
    >>> asked = tt.IntroductionRequest(net, broker="Ola", a="Ada", b="Ben", proposed=1_700_000_000)
    >>> agreed = asked.agree("Ola", 1_700_000_100).agree("Ada", 1_700_000_200)
    >>> agreed.stage, agreed.whose_turn
    ('a_agreed', 'Ben')
    >>> declined = agreed.decline("Ben", 1_700_000_300)
    >>> [declined.seen_by_seeker(at) for at in (1_700_000_400, declined.expires)]
    ['open', 'not_now']
    >>> declined.record_in(net).introductions["outcome"].tolist()
    ['declined']
    """

    def __init__(
        self, net: Network, broker: Key, a: Key, b: Key, proposed: Any, patience_days: float = 30
    ) -> None:
        people = _require_network(net)._people
        self._people = people
        self._core = _core.IntroductionRequest(
            people.index(broker),
            people.index(a),
            people.index(b),
            _moment("proposed", proposed),
            options.number("patience_days", patience_days),
        )

    @classmethod
    def recorded(cls, net: Network, row: int, patience_days: float = 30) -> IntroductionRequest:
        """A request under way, as it stands in that row of the network's introductions."""
        core = _core.IntroductionRequest.recorded(
            _require_network(net)._core,
            options.whole("row", row, 0, options.MOST_ROWS),
            options.number("patience_days", patience_days),
        )
        return cls._made(core, net._people)

    @classmethod
    def _made(cls, core: _core.IntroductionRequest, people: Any) -> IntroductionRequest:
        request = cls.__new__(cls)
        request._core = core
        request._people = people
        return request

    def agree(self, who: Key, at: Any) -> IntroductionRequest:
        """The person whose turn it is says yes."""
        return self._made(self._core.agree(self._people.index(who), _moment("at", at)), self._people)

    def decline(self, who: Key, at: Any) -> IntroductionRequest:
        """The person whose turn it is says no, which ends it."""
        return self._made(self._core.decline(self._people.index(who), _moment("at", at)), self._people)

    def withdraw(self, who: Key, at: Any) -> IntroductionRequest:
        """Somebody who has agreed takes it back, which ends it."""
        return self._made(self._core.withdraw(self._people.index(who), _moment("at", at)), self._people)

    def introduce(self, at: Any) -> IntroductionRequest:
        """The broker brings the two together, once all have agreed and while that holds."""
        return self._made(self._core.introduce(_moment("at", at)), self._people)

    def note_outcome(self, outcome: str) -> IntroductionRequest:
        """What came of the introduction: any word but those of the stages."""
        if not isinstance(outcome, str):
            raise InvalidOption(
                f"outcome is of type {type(outcome).__name__}; must be a text", "option.outcome"
            )
        return self._made(self._core.note_outcome(outcome), self._people)

    @property
    def stage(self) -> str:
        """proposed, broker_agreed, a_agreed, b_agreed, introduced, declined or withdrawn."""
        return self._core.stage

    @property
    def whose_turn(self) -> Any:
        """Who is to answer next, by key; None once it has been made or has ended."""
        return self._people.named_or_none([self._core.whose_turn])[0]

    @property
    def expires(self) -> np.datetime64:
        """When it ends without an answer, in UTC."""
        return np.datetime64(self._core.expires, "s")

    @property
    def outcome(self) -> str | None:
        """What came of it, where noted."""
        return self._core.outcome or None

    def has_expired(self, at: Any) -> bool:
        """Whether it has ended without an answer by then."""
        return self._core.has_expired(_moment("at", at))

    def seen_by_seeker(self, at: Any) -> str:
        """What who asked for it may know at a moment: "open", "introduced" or "not_now"."""
        return self._core.seen_by_seeker(_moment("at", at))

    def record_in(self, net: Network) -> Network:
        """The network with this request in its introductions, in place of the same one at an earlier stage.

        This is the broker's book: it tells a refusal from silence. A seeker is shown `seen_by_seeker` alone.
        """
        named = self._people.named
        places = [
            _require_network(net)._people.index(named(place))
            for place in (self._core.broker, self._core.a, self._core.b)
        ]
        if places != [self._core.broker, self._core.a, self._core.b]:
            raise InvalidOption("net has its people in another order than the request's", "option.net")
        return Network(self._core.record_in(net._core), net._library)

    def _facts(self) -> dict[str, Any]:
        return {
            "stage": self.stage,
            "whose turn": self.whose_turn,
            "expires": self.expires,
            "outcome": self.outcome,
        }

    def __repr__(self) -> str:
        broker, a, b = (
            self._people.named(place) for place in (self._core.broker, self._core.a, self._core.b)
        )
        return f"Introduction of {a} and {b} by {broker}: {self.stage}, until {self.expires}"


def _require_network(net: Network) -> Network:
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    return net


def _moment(name: str, value: Any) -> int:
    seconds = options.moment(name, value)
    if seconds is None:
        raise InvalidOption(f"{name} is None; must be a datetime, a date or Unix seconds", f"option.{name}")
    return seconds
