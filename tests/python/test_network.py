"""Network: what is read, what is kept, what is shown."""

from __future__ import annotations

import copy
import datetime
import pickle

import numpy as np
import pandas as pd
import pytest

import tertius as tt

MAILS = {"from": ["Ada", "Ben"], "to": ["Ben", "Cleo"], "time": [1_600_000_000, 1_600_000_060]}


def test_without_people_there_is_everybody_whom_a_record_names_by_key():
    net = tt.Network.from_frames(interactions={"from": ["Cleo"], "to": ["Ada"], "time": [1]})
    assert net.people["key"].tolist() == ["Ada", "Cleo"]


def test_with_people_their_order_stands():
    net = tt.Network.from_frames(people={"id": ["Cleo", "Ada", "Ben"]}, interactions=MAILS)
    assert net.people["key"].tolist() == ["Cleo", "Ada", "Ben"]
    assert net.interactions["from"].tolist() == ["Ada", "Ben"]


def test_keys_stay_the_numbers_they_were():
    net = tt.Network.from_frames(interactions={"from": [4_000_000_000], "to": [0], "time": [1]})
    assert net.people["key"].tolist() == [0, 4_000_000_000]
    assert net.people["key"].dtype == np.int64
    assert net.interactions["from"].tolist() == [4_000_000_000]


def test_every_table_is_read_and_shown():
    net = tt.Network.from_frames(
        people={
            "key": ["Ada", "Ben", "Cleo"],
            "name": ["Ada L.", None, ""],
            "level": [3, None, 1.5],
            "skills": ["maths; poetry", None, ["maths"]],
        },
        relationships={
            "from": ["Ada"],
            "to": ["Ben"],
            "type": ["mentee"],
            "since": ["2020-01-01"][:0] or [None],
        },
        interactions={**MAILS, "thread": [7, 7], "minutes": [30, None]},
        commitments={"owner": ["Ada"], "to": ["Ben"], "made": [5], "done": [None], "quality": [0.5]},
        exchanges={"giver": ["Ada"], "receiver": ["Ben"], "time": [5], "kind": ["advice"]},
        introductions={"broker": ["Ada"], "a": ["Ben"], "b": ["Cleo"], "time": [5], "outcome": ["met"]},
        milestones={"person": ["Ada"], "time": [5], "kind": ["promotion"]},
    )
    assert net.people["name"].tolist() == ["Ada L.", None, None]
    assert net.people["skills"].tolist() == [("maths", "poetry"), (), ("maths",)]
    np.testing.assert_array_equal(net.people["level"], [3, np.nan, 1.5])
    assert net.relationships["from"].tolist() == ["Ben"]  # told from the mentee's side, turned round
    assert net.relationships["type"].tolist() == ["mentor"]
    assert net.interactions["thread"].tolist() == ["7", "7"]
    assert np.isnat(net.commitments["done"]).tolist() == [True]
    assert net.exchanges["kind"].tolist() == ["advice"]
    assert net.introductions["b"].tolist() == ["Cleo"]
    assert net.milestones["person"].tolist() == ["Ada"]
    assert [len(table) for table in (net.people, net.relationships, net.interactions, net.commitments)] == [
        3,
        1,
        2,
        1,
    ]


def test_columns_that_were_not_recorded_are_not_shown():
    net = tt.Network.from_frames(interactions=MAILS)
    assert net.interactions.columns == ["from", "to", "time"]
    assert list(net.interactions.to_frame().columns) == ["from", "to", "time"]
    with pytest.raises(KeyError, match="minutes"):
        net.interactions["minutes"]
    assert net.commitments.columns == ["owner", "to", "made"]
    assert len(net.commitments) == 0


@pytest.mark.parametrize(
    "time",
    [
        [datetime.datetime(2020, 9, 13, 12, 26, 40)],
        [datetime.datetime(2020, 9, 13, 14, 26, 40, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))],
        [1_600_000_000],
        [1_600_000_000.75],
        np.array([1_600_000_000], "u4"),
        np.array(["2020-09-13T12:26:40.999"], "datetime64[ms]"),
        pd.Series([pd.Timestamp("2020-09-13 14:26:40", tz="Europe/Berlin")]),
        pd.Series([1_600_000_000]),
    ],
)
def test_a_moment_is_the_same_however_it_is_written(time):
    net = tt.Network.from_frames(interactions={"from": ["Ada"], "to": ["Ben"], "time": time})
    assert net.interactions["time"].tolist() == [datetime.datetime(2020, 9, 13, 12, 26, 40)]


def test_a_date_is_its_first_second_in_utc():
    when = [datetime.date(2020, 9, 13)]
    net = tt.Network.from_frames(interactions={"from": ["Ada"], "to": ["Ben"], "time": when})
    assert net.interactions["time"].tolist() == [datetime.datetime(2020, 9, 13)]


def test_times_before_1970_are_read_where_the_caller_allows_them():
    old = {"from": ["Ada"], "to": ["Ben"], "time": [datetime.datetime(1969, 12, 31, 23, 59, 59, 500_000)]}
    net = tt.Network.from_frames(interactions=old, min_time=-10)
    assert net.interactions["time"].astype(np.int64).tolist() == [-1]


def test_records_of_oneself_are_refused_or_dropped_and_counted():
    mails = {"from": ["Ada", "Ada"], "to": ["Ada", "Ben"], "time": [1, 2]}
    with pytest.raises(tt.InvalidInput, match="interactions row 0"):
        tt.Network.from_frames(interactions=mails)
    net = tt.Network.from_frames(interactions=mails, self_ties="drop")
    assert (len(net.interactions), net.dropped_self_ties) == (1, 1)


def test_merging_adds_people_and_records_and_merging_twice_adds_nothing():
    first = tt.Network.from_frames(people={"key": ["Ada", "Ben", "Cleo"]}, interactions=MAILS)
    second = tt.Network.from_frames(
        people={"key": ["Dora", "Ada"], "name": [None, "Ada L."]},
        relationships={"from": ["Dora"], "to": ["Ada"], "type": ["peer"]},
    )
    both = first.merge(second)
    assert both.people["key"].tolist() == ["Ada", "Ben", "Cleo", "Dora"]
    assert both.people["name"].tolist() == ["Ada L.", None, None, None]
    assert (len(both.interactions), len(both.relationships)) == (2, 1)
    assert len(both.merge(first).interactions) == 2
    assert (len(first), len(second)) == (3, 2)


def test_networks_with_keys_of_two_kinds_do_not_merge():
    numbers = tt.Network.from_frames(interactions={"from": [1], "to": [2], "time": [1]})
    with pytest.raises(tt.InvalidInput) as refused:
        numbers.merge(tt.Network.from_frames(interactions=MAILS))
    assert refused.value.code == "key.mixed"
    with pytest.raises(TypeError, match="Network"):
        numbers.merge("Ada")


def test_a_network_of_nobody_is_a_network():
    net = tt.Network.from_frames()
    assert (len(net), len(net.people), len(net.interactions)) == (0, 0, 0)
    assert repr(net) == "Network: 0 people, 0 relationships, 0 interactions"
    assert net.people.to_frame().shape == (0, 1)


def test_a_network_says_in_one_line_what_it_is():
    net = tt.Network.from_frames(interactions=MAILS)
    assert repr(net) == "Network: 3 people, 0 relationships, 2 interactions, 2020-09-13 to 2020-09-13"
    assert repr(net.interactions) == "interactions: 2 rows of from, to, time"
    assert "Ada" in net
    assert "Dora" not in net
    assert None not in net


def test_a_notebooks_table_escapes_what_people_are_called():
    net = tt.Network.from_frames(people={"key": ["<script>alert(1)</script>"]})
    shown = net._repr_html_() + net.people._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_notebooks_table_shows_the_first_rows_only(enron):
    assert enron.interactions._repr_html_().count("<tr>") == 11


def test_keys_that_differ_only_by_normal_form_are_two_people_with_a_warning():
    composed, decomposed = "Ren\u00e9", "Rene\u0301"
    with pytest.warns(tt.DataWarning, match="normalisation_twin"):
        net = tt.Network.from_frames(people={"key": [composed, decomposed]})
    assert len(net) == 2


def test_a_network_is_not_pickled_and_need_not_be_copied(enron):
    with pytest.raises(TypeError, match="from_frames"):
        pickle.dumps(enron)
    assert copy.copy(enron) is enron
    assert copy.deepcopy(enron) is enron


def test_a_network_is_only_made_by_its_makers():
    with pytest.raises(TypeError, match="from_frames"):
        tt.Network({"from": []})


def two_sources(record=None):
    """Ada by her profile and by her address; a mail of hers to Ben, told under both."""
    return tt.Network.from_frames(
        people={"key": ["ada", "ada@x.org", "ben"], "organisation": [None, "Acme", None]},
        interactions={
            "from": ["ben", "ben"],
            "to": ["ada", "ada@x.org"],
            "time": [100, 100],
            **({"source": ["mailbox"] * 2, "record": [record] * 2} if record else {}),
        },
    )


def test_people_under_two_keys_become_one_and_come_apart_again():
    apart = two_sources()
    decision = tt.SamePerson("ada", "ada@x.org", "her own signature", 0.9)
    one = apart.unite([decision])
    assert one.people["key"].tolist() == ["ada", "ben"]
    assert one.people["organisation"].tolist() == ["Acme", None]
    assert one.people["aliases"].tolist() == [("ada@x.org",), ()]
    assert one.same_people == (decision,)
    assert one.part("ada@x.org").people["key"].tolist() == apart.people["key"].tolist()
    with pytest.raises(tt.UnknownPerson, match="was not taken for anybody"):
        one.part("ben")


def test_a_mail_told_under_two_keys_of_one_person_is_one_mail():
    decision = [tt.SamePerson("ada", "ada@x.org", "her own signature")]
    assert len(two_sources("m1").unite(decision).interactions) == 1
    assert len(two_sources().unite(decision).interactions) == 2


def test_who_is_one_person_stays_so_when_networks_merge():
    one = two_sources("m1").unite([tt.SamePerson("ada", "ada@x.org", "her own signature")])
    again = one.merge(two_sources("m1"))
    assert again.people["key"].tolist() == ["ada", "ben"]
    assert len(again.interactions) == 1
    assert len(again.part("ada@x.org").interactions) == 2


@pytest.mark.parametrize(
    ("same", "code"),
    [
        ([tt.SamePerson("ada", "ada", "")], "same_person.self"),
        ([tt.SamePerson("ada", "cy", "")], "person.unknown"),
        ([tt.SamePerson("ada", "ben", ""), tt.SamePerson("ada@x.org", "ben", "")], "same_person.twice"),
        ([tt.SamePerson("ada", "ben", ""), tt.SamePerson("ben", "ada", "")], "same_person.circle"),
    ],
)
def test_decisions_about_people_that_cannot_be_are_refused(same, code):
    with pytest.raises(tt.Error) as caught:
        two_sources().unite(same)
    assert caught.value.code == code


def test_only_decisions_say_who_is_one_person():
    with pytest.raises(TypeError, match="must be of SamePerson"):
        two_sources().unite([("ada", "ada@x.org")])
