"""Whom people meet next, by what led to meetings before."""

import json
from datetime import date

import numpy as np
import pytest

import tertius as tt


@pytest.fixture(scope="module")
def strengths():
    return tt.tie_strengths(tt.samples.enron())


@pytest.fixture(scope="module")
def person(strengths):
    return strengths.to_frame()["person"].iloc[0]


def test_people_to_meet_is_learned_on_strengths_and_says_what_counted_most(strengths, person):
    rows = tt.people_to_meet(strengths, person, limit=5, reasons=True)
    assert len(rows) == 5
    assert (np.diff(rows["score"]) <= 0).all()
    names = set(tt.fit_meeting_model(tt.samples.enron()).weights)
    assert set(rows["because"]) <= names
    assert all(" knows you both; " in reason for reason in rows["reason"])
    same = tt.people_to_meet(strengths, person, limit=5, measure="learned")
    assert rows["other"].tolist() == same["other"].tolist()


def test_everybodys_rows_are_each_persons_own(strengths, person):
    everybody = tt.people_to_meet(strengths, limit=3).to_frame()
    own = tt.people_to_meet(strengths, person, limit=3)
    mine = everybody[everybody["person"] == person]
    assert mine["other"].tolist() == own["other"].tolist()
    assert mine["score"].tolist() == own["score"].tolist()


def test_a_pairs_score_is_that_of_the_second_among_the_strangers_of_the_first(strengths, person):
    rows = tt.people_to_meet(strengths, person, limit=4)
    known = strengths.to_frame()["alter"].iloc[0]
    pairs = [(person, other) for other in rows["other"]] + [(person, known)]
    scores = tt.meeting_scores(strengths, pairs, measure="learned").values
    assert scores[:4].tolist() == rows["score"].tolist()
    assert np.isnan(scores[4])


def test_a_bare_graph_or_weighted_question_falls_back_to_adamic_adar(strengths, person):
    square = tt.TieGraph.from_arrays([0, 1, 2, 3], [1, 2, 3, 0])
    assert tt.people_to_meet(square)["score"].tolist() == pytest.approx([2 / np.log(2)] * 4)
    weighted = tt.people_to_meet(strengths, person, weighted=True)
    plain = tt.people_to_meet(strengths, person, measure="adamic_adar", weighted=True)
    assert weighted["score"].tolist() == plain["score"].tolist()


def test_a_model_is_kept_and_read_again(strengths, person, tmp_path):
    model = tt.fit_meeting_model(tt.samples.enron(), until=date(2001, 6, 1))
    model.save(tmp_path / "model.json")
    read = tt.MeetingModel.load(tmp_path / "model.json")
    assert read.weights == model.weights
    assert (read.origin, read.stretches, read.people) == (model.origin, model.stretches, model.people)
    first, second = (tt.people_to_meet(strengths, person, model=given) for given in (model, read))
    assert first["score"].tolist() == second["score"].tolist()
    shipped = tt.people_to_meet(strengths, person, model="shipped")
    assert shipped["score"].tolist() != first["score"].tolist()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda read: read.update(format="another"), "model.format"),
        (lambda read: read.update(version=99), "model.version"),
        (lambda read: read.update(stretches=-1), "model.value"),
        (lambda read: read.update(origin=None), "model.value"),
        (lambda read: read["weights"].update({"newcomer": -0.1}), "model.value"),
        (lambda read: read["weights"].update({"newcomer": float("nan")}), "model.value"),
        (lambda read: read["weights"].pop("newcomer"), "model.value"),
    ],
)
def test_a_file_that_is_no_model_is_refused(change, code, tmp_path):
    path = tmp_path / "model.json"
    tt.fit_meeting_model(tt.samples.enron()).save(path)
    read = json.loads(path.read_text())
    change(read)
    path.write_text(json.dumps(read))
    with pytest.raises(tt.InvalidInput) as refused:
        tt.MeetingModel.load(path)
    assert refused.value.code == code


def test_what_the_learned_measure_cannot_do_is_refused(strengths):
    square = tt.TieGraph.from_arrays([0, 1, 2, 3], [1, 2, 3, 0])
    for ask, code in [
        (lambda: tt.people_to_meet(square, measure="learned"), "option.measure"),
        (lambda: tt.meeting_scores(square, [(0, 2)], measure="learned"), "option.measure"),
        (lambda: tt.people_to_meet(strengths, measure="learned", weighted=True), "option.weighted"),
        (lambda: tt.people_to_meet(strengths, model="best"), "option.model"),
        (lambda: tt.fit_meeting_model(tt.samples.enron(), horizon_days=0), "option.horizon_days"),
    ]:
        with pytest.raises(tt.InvalidOption) as refused:
            ask()
        assert refused.value.code == code
    with pytest.raises(TypeError):
        tt.fit_meeting_model(square)
    with pytest.raises(TypeError):
        tt.MeetingModel(None, 0, 0)
