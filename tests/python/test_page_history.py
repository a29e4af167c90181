"""What passed between people by the month, and what is worth remembering of it."""

from __future__ import annotations

import datetime

import numpy as np

import tertius as tt
from tertius.report.chronicle import Chronicle


def moment(year: int, month: int, day: int) -> datetime.datetime:
    return datetime.datetime(year, month, day, 12)


def chronicle(at: str, **tables: dict[str, list[object]]) -> Chronicle:
    net = tt.Network.from_frames(people={"key": ["Ada", "Ben", "Cleo"]}, **tables)
    return Chronicle(net, np.datetime64(at, "s"), net._people.display_name)


CONTACTS: dict[str, list[object]] = {
    "from": ["Ada", "Ben", "Ada", "Cleo", "Ada"],
    "to": ["Ben", "Ada", "Ben", "Ben", "Ben"],
    "time": [
        moment(2024, 1, 31),
        moment(2024, 3, 1),
        moment(2024, 3, 9),
        moment(2024, 4, 2),
        moment(2024, 6, 1),
    ],
}


def test_contacts_are_counted_by_the_month_whoever_began_them() -> None:
    told = chronicle("2024-05-01", interactions=CONTACTS)
    assert told.months == ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]
    # Ada and Ben: one in January, two in March; Ben and Cleo: one in April; the one of June is yet to come.
    assert told.of_pairs(np.array([0, 0, 1]), np.array([1, 2, 2])) == [[0, 1, 0, 2], [], [3, 1]]
    assert told.of_everybody() == [[0, 1, 0, 2], [0, 1, 0, 2, 1], [3, 1]]


def test_of_a_long_history_the_last_five_years_are_counted() -> None:
    long_ago = {**CONTACTS, "time": [moment(2010, 1, 1), *CONTACTS["time"][1:]]}
    told = chronicle("2024-12-31", interactions=long_ago)
    assert (told.months[0], told.months[-1], len(told.months)) == ("2020-01", "2024-12", 60)
    assert told.of_pairs(np.array([0]), np.array([1])) == [[50, 2, 0, 0, 1]]


def test_without_contacts_there_are_no_months() -> None:
    told = chronicle("2024-05-01")
    assert (told.months, told.of_everybody(), told.of_pairs(np.array([0]), np.array([1]))) == (
        [],
        [[], [], []],
        [[]],
    )


def test_what_became_of_a_promise_is_told_by_what_was_known() -> None:
    promises: dict[str, list[object]] = {
        "owner": ["Ada"] * 4,
        "to": ["Ben"] * 4,
        "made": [moment(2024, 1, 1), moment(2024, 1, 2), moment(2024, 1, 3), moment(2024, 1, 4)],
        "due": [moment(2024, 2, 1)] * 3 + [None],
        "done": [moment(2024, 1, 20), moment(2024, 2, 4), moment(2024, 9, 1), moment(2024, 1, 5)],
    }
    told = chronicle("2024-05-01", commitments=promises).between(1, 0)
    assert told == [
        ("2024-01-04", "Ada promised Ben something: kept"),
        ("2024-01-03", "Ada promised Ben something: still open, due on 2024-02-01"),
        ("2024-01-02", "Ada promised Ben something: kept, 3 days late"),
        ("2024-01-01", "Ada promised Ben something: kept in time"),
    ]


def test_gifts_and_introductions_are_remembered_by_all_whom_they_concern() -> None:
    told = chronicle(
        "2024-05-01",
        exchanges={"giver": ["Ben"], "receiver": ["Ada"], "time": [moment(2024, 1, 1)], "kind": ["advice"]},
        introductions={
            "broker": ["Ada", "Ada"],
            "a": ["Ben", "Ben"],
            "b": ["Cleo", "Cleo"],
            "time": [moment(2024, 2, 1), moment(2024, 6, 1)],
            "outcome": ["project", None],
        },
    )
    introduced = ("2024-02-01", "Ada introduced Ben and Cleo: project")
    assert told.between(0, 1) == [introduced, ("2024-01-01", "Ben gave Ada: advice")]
    assert told.between(0, 2) == told.between(1, 2) == [introduced]


def test_milestones_are_told_of_their_person_and_not_before_they_happen() -> None:
    told = chronicle(
        "2024-05-01",
        milestones={
            "person": ["Ada", "Ada", "Ada"],
            "time": [moment(2024, 1, 1), moment(2024, 3, 1), moment(2024, 6, 1)],
            "kind": ["new_position", None, "award"],
        },
    )
    assert told.milestones_of(0) == [("2024-03-01", "Ada: a milestone"), ("2024-01-01", "Ada: new position")]
    assert told.milestones_of(1) == []
