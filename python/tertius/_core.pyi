"""The compiled part of tertius; use the names in tertius itself."""

from collections.abc import Callable
from os import PathLike
from typing import Any, Final, TypedDict, overload

import numpy as np
from numpy.typing import NDArray

MAX_TIME: Final[int]
MIN_TIME: Final[int]
NO_CLUSTER: Final[int]
NO_WORD: Final[int]
RECORD_TABLES: Final[tuple[str, ...]]
SCHEMA: Final[dict[str, dict[str, tuple[str, bool]]]]
version: Final[str]

_Progress = Callable[[float], object] | None
_Path = str | bytes | PathLike[str] | PathLike[bytes]
_Ids = NDArray[np.uint32]
_Numbers = NDArray[np.float64]
_Decision = tuple[int | str, int | str, str, float]
_Census = tuple[NDArray[np.uint64], _Ids]
_Trait = tuple[int, int, int, int, int, float, float]
_Member = tuple[int, float, float, int]

class _Setting(TypedDict):
    at: int
    horizon_days: float
    base: float
    directed: bool
    model: str
    refined_on: int

class TieGraph:
    @overload
    @staticmethod
    def from_columns(
        source: _Ids,
        target: _Ids,
        weight: NDArray[np.float64] | None,
        size: int,
        directed: bool,
        parallel_ties: str,
        self_ties: str,
    ) -> TieGraph: ...
    @overload
    @staticmethod
    def from_columns(
        source: _Ids,
        target: _Ids,
        weight: NDArray[np.float32] | None,
        size: int,
        directed: bool,
        parallel_ties: str,
        self_ties: str,
    ) -> TieGraph: ...
    @property
    def size(self) -> int: ...
    @property
    def tie_count(self) -> int: ...
    @property
    def is_weighted(self) -> bool: ...
    @property
    def is_directed(self) -> bool: ...
    @property
    def dropped_self_ties(self) -> int: ...
    @property
    def offsets(self) -> NDArray[np.uint64]: ...
    @property
    def alters(self) -> _Ids: ...
    @property
    def weights(self) -> NDArray[np.float32] | NDArray[np.float64] | None: ...

class Network:
    @staticmethod
    def from_records(
        tables: dict[str, dict[str, Any]], self_ties: str, min_time: int, max_time: int
    ) -> Network: ...
    @property
    def size(self) -> int: ...
    @property
    def keys(self) -> NDArray[np.int64] | list[str]: ...
    @property
    def last_time(self) -> int: ...
    @property
    def dropped_self_ties(self) -> int: ...
    def person(self, key: int | str) -> int: ...
    def display_name(self, person: int) -> str: ...
    def columns(self, table: str) -> dict[str, Any]: ...
    def merged(self, other: Network) -> Network: ...
    def united(self, kept: list[Any], others: list[Any]) -> Network: ...

class TieStrengths:
    @property
    def size(self) -> int: ...
    @property
    def tie_count(self) -> int: ...
    @property
    def graph(self) -> TieGraph: ...
    @property
    def setting(self) -> _Setting: ...
    def find(self, a: int, b: int) -> int | None: ...
    def tie(self, place: int) -> dict[str, Any]: ...
    def columns(self) -> dict[str, NDArray[Any]]: ...

class StrengthExplainer:
    def __init__(self, strengths: TieStrengths, network: Network | None) -> None: ...
    def explain(
        self, place: int, person: str, alter: str
    ) -> tuple[float, list[tuple[str, float, str, dict[str, list[int]]]], list[str], float]: ...
    def blocks(self, first: int, last: int) -> dict[str, NDArray[Any]]: ...

class TieLedger:
    def __init__(self, window_days: float, late: str, duplicates: str) -> None: ...
    @staticmethod
    def load(path: _Path, header_bytes: int) -> TieLedger: ...
    @property
    def options(self) -> tuple[float, str, str]: ...
    @property
    def tie_count(self) -> int: ...
    @property
    def last_time(self) -> int: ...
    @property
    def people(self) -> int: ...
    @property
    def dropped(self) -> int: ...
    @property
    def memory_bytes(self) -> int: ...
    def save(self, path: _Path, header: bytes) -> bool: ...
    def append(self, network: Network, people: _Ids) -> None: ...
    def tie_strengths(
        self, size: int, at: int | None, horizon_days: float, threads: int, progress: _Progress
    ) -> TieStrengths: ...

class StrengthModel:
    def __init__(
        self,
        base: float,
        weight: list[float],
        mean: list[float],
        deviation: list[float],
        direction: list[float],
        covariance: list[float],
        level_deviation: float,
        group_deviation: float,
        origin: str,
    ) -> None: ...
    @property
    def base(self) -> float: ...
    @property
    def weight(self) -> list[float]: ...
    @property
    def mean(self) -> list[float]: ...
    @property
    def deviation(self) -> list[float]: ...
    @property
    def direction(self) -> list[float]: ...
    @property
    def covariance(self) -> list[float]: ...
    @property
    def level_deviation(self) -> float: ...
    @property
    def group_deviation(self) -> float: ...
    @property
    def origin(self) -> str: ...

def constraints(graph: TieGraph, threads: int, progress: _Progress) -> _Numbers: ...
def constraint(graph: TieGraph, ego: int) -> float: ...
def effective_sizes(graph: TieGraph, threads: int, progress: _Progress) -> _Numbers: ...
def effective_size(graph: TieGraph, ego: int) -> float: ...
def efficiencies(graph: TieGraph, threads: int, progress: _Progress) -> _Numbers: ...
def efficiency(graph: TieGraph, ego: int) -> float: ...
def hierarchies(graph: TieGraph, threads: int, progress: _Progress) -> _Numbers: ...
def hierarchy(graph: TieGraph, ego: int) -> float: ...
def local_constraints(
    graph: TieGraph, ego: int | None, threads: int, progress: _Progress
) -> dict[str, NDArray[Any]]: ...
def participations(
    graph: TieGraph, labels: _Ids, side: str, threads: int, progress: _Progress
) -> _Numbers: ...
def brokers(
    graph: TieGraph, labels: _Ids, limit: int, threads: int, progress: _Progress
) -> dict[str, NDArray[Any]]: ...
def brokerage_roles(
    graph: TieGraph, labels: _Ids, ego: int | None, threads: int, progress: _Progress
) -> dict[str, NDArray[Any]]: ...
def betweennesses(
    graph: TieGraph,
    length: str,
    normalised: bool,
    error: float,
    confidence: float,
    seed: int,
    threads: int,
    progress: _Progress,
) -> tuple[_Numbers, float, int]: ...
def local_bridges(
    graph: TieGraph, max_span: int, threads: int, progress: _Progress
) -> dict[str, NDArray[Any]]: ...
def simmelian_strengths(graph: TieGraph, threads: int, progress: _Progress) -> dict[str, NDArray[Any]]: ...
def simmelian_strength(graph: TieGraph, a: int, b: int) -> int: ...
def dispersions(
    graph: TieGraph, ego: int | None, threads: int, progress: _Progress
) -> dict[str, NDArray[Any]]: ...
def detect_clusters(
    graph: TieGraph,
    method: str,
    quality: str,
    resolution: float,
    effort: str,
    seed: int,
    clusters: int,
    start: _Ids | None,
    fixed: _Ids,
    threads: int,
    progress: _Progress,
) -> tuple[_Ids, float, bool]: ...
def consensus_clusters(
    graph: TieGraph,
    runs: int,
    threshold: float,
    most_rounds: int,
    method: str,
    quality: str,
    resolution: float,
    effort: str,
    seed: int,
    threads: int,
    progress: _Progress,
) -> tuple[_Ids, float, bool, _Numbers, _Numbers]: ...
def resolution_profile(
    graph: TieGraph,
    lowest: float,
    highest: float,
    steps: int,
    method: str,
    quality: str,
    effort: str,
    seed: int,
    threads: int,
    progress: _Progress,
) -> tuple[dict[str, NDArray[Any]], dict[str, NDArray[Any]], list[_Ids]]: ...
def partition_quality(graph: TieGraph, labels: _Ids, quality: str, resolution: float) -> float: ...
def agreement(a: _Ids, b: _Ids, threads: int) -> tuple[float, float, float, float]: ...
def conductances(graph: TieGraph, labels: _Ids, threads: int) -> _Numbers: ...
def densities(graph: TieGraph, labels: _Ids, threads: int) -> _Numbers: ...
def coverage(graph: TieGraph, labels: _Ids, threads: int) -> float: ...
def match_partitions(
    before: _Census, after: _Census, overlap: float, threads: int
) -> tuple[list[tuple[str, tuple[int, ...], tuple[int, ...], tuple[float, ...], float]], _Ids]: ...
def follow_clusters(
    series: list[_Census], overlap: float, threads: int, progress: _Progress
) -> list[_Ids]: ...
def describe_clusters(
    graph: TieGraph,
    labels: _Ids,
    traits: list[tuple[NDArray[np.uint64], _Ids]],
    limit: int,
    significance: float,
    threads: int,
    progress: _Progress,
) -> list[tuple[int, float, float, list[_Trait], list[_Member], list[_Member]]]: ...
def detect_circles(
    graph: TieGraph,
    local_resolution: float,
    smallest: int,
    quality: str,
    resolution: float,
    effort: str,
    seed: int,
    threads: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def ego_circles(graph: TieGraph, ego: int, local_resolution: float) -> _Ids: ...
def omega(size: int, people_a: _Ids, circles_a: _Ids, people_b: _Ids, circles_b: _Ids) -> float: ...
def overlapping_mutual_information(
    size: int, people_a: _Ids, circles_a: _Ids, people_b: _Ids, circles_b: _Ids
) -> float: ...
def evidence() -> list[tuple[str, str, bool]]: ...
def relationship_types() -> list[str]: ...
def infer_types(network: Network, at: int | None) -> dict[str, NDArray[Any]]: ...
def faded_contacts(
    network: Network, half_life_days: float, at: int | None, threads: int, progress: _Progress
) -> tuple[_Ids, _Ids, _Numbers, int]: ...
def fit_strength_model(
    network: Network, until: int | None, horizon_days: float, threads: int, progress: _Progress
) -> tuple[StrengthModel, int, int, tuple[int, float, float, float]]: ...
def tie_strengths(
    network: Network,
    at: int | None,
    horizon_days: float,
    model: StrengthModel | None,
    refine: bool,
    threads: int,
    progress: _Progress,
) -> TieStrengths: ...

class MeetingModel:
    def __init__(self, weight: list[float], origin: str) -> None: ...
    @property
    def weight(self) -> list[float]: ...
    @property
    def origin(self) -> str: ...

class LearnedMeetings:
    def __init__(
        self,
        network: Network,
        strengths: TieStrengths,
        model: MeetingModel | None,
        refine: bool,
        threads: int,
        progress: _Progress,
    ) -> None: ...
    def meeting_scores(self, first: _Ids, second: _Ids, threads: int, progress: _Progress) -> _Numbers: ...
    def people_to_meet(
        self,
        person: int | None,
        limit: int,
        name_of: Callable[[int], str] | None,
        threads: int,
        progress: _Progress,
    ) -> dict[str, Any]: ...

def meeting_evidence() -> list[tuple[str, str]]: ...
def fit_meeting_model(
    network: Network, until: int | None, horizon_days: float, threads: int, progress: _Progress
) -> tuple[MeetingModel, int, int]: ...
def meeting_scores(
    graph: TieGraph,
    first: _Ids,
    second: _Ids,
    measure: str,
    weighted: bool,
    damping: float,
    error: float,
    steps: int,
    threads: int,
    progress: _Progress,
) -> _Numbers: ...
def people_to_meet(
    graph: TieGraph,
    person: int | None,
    limit: int,
    measure: str,
    weighted: bool,
    damping: float,
    error: float,
    steps: int,
    name_of: Callable[[int], str] | None,
    threads: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def suggest_introductions(
    network: Network,
    strengths: TieStrengths,
    broker: int,
    limit: int,
    clusters: _Ids | None,
    threads: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def inferred_ties(
    network: Network,
    strengths: TieStrengths,
    ego: int,
    least: float,
    consider: int,
    threads: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def joiner_indices(
    network: Network, strengths: TieStrengths, threads: int, progress: _Progress
) -> dict[str, Any]: ...

class IntroductionRequest:
    def __init__(self, broker: int, a: int, b: int, proposed: int, patience_days: float) -> None: ...
    @staticmethod
    def recorded(network: Network, row: int, patience_days: float) -> IntroductionRequest: ...
    def agree(self, who: int, at: int) -> IntroductionRequest: ...
    def decline(self, who: int, at: int) -> IntroductionRequest: ...
    def introduce(self, at: int) -> IntroductionRequest: ...
    def note_outcome(self, outcome: str) -> IntroductionRequest: ...
    @property
    def broker(self) -> int: ...
    @property
    def a(self) -> int: ...
    @property
    def b(self) -> int: ...
    @property
    def stage(self) -> str: ...
    @property
    def whose_turn(self) -> int: ...
    @property
    def proposed(self) -> int: ...
    @property
    def expires(self) -> int: ...
    @property
    def outcome(self) -> str: ...
    def has_expired(self, at: int) -> bool: ...
    def seen_by_seeker(self, at: int) -> str: ...
    def record_in(self, network: Network) -> Network: ...

def plan_introductions(
    people: int,
    a: _Ids,
    b: _Ids,
    broker: _Ids,
    score: _Numbers,
    capacity: int,
    capacities: _Numbers | None,
    spread: float,
    effort: int,
    threads: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def warm_paths(
    strengths: TieStrengths | TieGraph,
    seeker: int,
    targets: _Ids,
    limit: int,
    max_hops: int,
    willingness: float,
    disjoint: bool,
    hidden_low: _Ids,
    hidden_high: _Ids,
    visible: Callable[[int, int], bool] | None,
) -> list[tuple[_Ids, float, int, int, float, float]]: ...
def visible_ties(
    graph: TieGraph, hidden_low: _Ids, hidden_high: _Ids, visible: Callable[[int, int], bool] | None
) -> TieGraph: ...
def preview_introduction(
    graph: TieGraph, a: int, b: int, broker: int | None, weight: float | None
) -> tuple[float, list[tuple[int, tuple[float, ...], tuple[float, ...]]]]: ...
def celebrations(
    network: Network, strengths: TieStrengths, ego: int, within_days: float
) -> dict[str, Any]: ...
def open_commitments(network: Network, ego: int, at: int | None) -> dict[str, Any]: ...
def gifts(network: Network, strengths: TieStrengths, ego: int, limit: int) -> dict[str, Any]: ...
def tips(
    network: Network, ego: int, at: int | None, threads: int, progress: _Progress
) -> tuple[int, dict[str, Any], dict[str, Any]]: ...

class Store:
    def __init__(self, path: _Path, create: bool) -> None: ...
    def close(self) -> bool: ...
    @property
    def condition(self) -> str: ...
    def append(
        self, network: Network, same: list[_Decision], basis: str, progress: object
    ) -> tuple[int, int, int, int, NDArray[np.uint64]]: ...
    def records(self, progress: object) -> Network: ...
    def same_people(self) -> list[_Decision]: ...
    def unite(self, same: list[_Decision]) -> int: ...
    def part(self, other: Any) -> int: ...
    def erase(self, person: Any) -> tuple[int, int, int]: ...
    def pseudonymised(self) -> Network: ...
    def imports(self) -> list[Any]: ...
    def provenance(self, a: Any, b: Any) -> list[Any]: ...

def salvaged(path: _Path) -> tuple[Network, int]: ...
def due_contacts(
    network: Network, ego: int, at: int | None, limit: int, threads: int, progress: _Progress
) -> dict[str, Any]: ...
def touch_plan(
    network: Network,
    strengths: TieStrengths,
    ego: int,
    touches: int,
    importance: _Numbers,
    threads: int,
    progress: _Progress,
) -> dict[str, Any]: ...
