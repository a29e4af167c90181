"""Models of strength are fitted, kept and read again."""

import json

import numpy as np
import pytest

import tertius as tt


@pytest.fixture(scope="module")
def enron():
    return tt.samples.enron()


@pytest.fixture(scope="module")
def model(enron):
    return tt.fit_strength_model(enron, until=1_000_000_000, horizon_days=60)


def test_a_model_read_again_judges_alike(enron, model, tmp_path):
    path = tmp_path / "model.json"
    model.save(path)
    again = tt.StrengthModel.load(path)
    assert again.weights == model.weights
    assert repr(again) == repr(model)
    assert again.held_back == model.held_back
    for column in ("strength", "low", "forward"):
        one = tt.tie_strengths(enron, horizon_days=60, model=model).to_frame()[column]
        two = tt.tie_strengths(enron, horizon_days=60, model=again).to_frame()[column]
        np.testing.assert_array_equal(one, two)
    assert list(tmp_path.iterdir()) == [path]


def test_a_fitted_model_differs_from_the_shipped_one(enron, model):
    fitted = tt.tie_strengths(enron, model=model).to_frame()["strength"]
    shipped = tt.tie_strengths(enron, model="shipped").to_frame()["strength"]
    assert (fitted != shipped).any()
    assert model.stretches > 5
    assert min(model.weights.values()) < 0 < max(model.weights.values())


def test_a_model_says_how_well_it_foretold_what_it_had_not_seen(enron, model, tmp_path):
    assert model.held_back.cases > 500
    assert 0.7 < model.held_back.auc < 1
    assert 0 < model.held_back.calibration_error < 0.3
    assert 0 < model.held_back.log_loss < 0.7
    nothing = tt.fit_strength_model(enron, horizon_days=100_000)
    assert nothing.held_back.cases == 0
    assert np.isnan(nothing.held_back.auc)
    nothing.save(tmp_path / "nothing.json")
    assert "NaN" not in (tmp_path / "nothing.json").read_text()
    assert np.isnan(tt.StrengthModel.load(tmp_path / "nothing.json").held_back.auc)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda read: read.update(format="another"), "model.format"),
        (lambda read: read.update(version=1), "model.version"),
        (lambda read: read["evidence"]["contacts"].update(weight=-1), "model.value"),
        (lambda read: read["evidence"]["contacts"].update(deviation=0), "model.value"),
        (lambda read: read["evidence"].pop("contacts"), "model.value"),
        (lambda read: read.update(base=float("nan")), "model.value"),
        (lambda read: read.update(base=True), "model.value"),
        (lambda read: read.update(direction=[1, 2]), "model.size"),
        (lambda read: read.update(covariance="none"), "model.value"),
        (lambda read: read.update(origin=3), "model.value"),
        (lambda read: read.update(cases=-1), "model.value"),
        (lambda read: read.update(held_back=None), "model.value"),
        (lambda read: read["held_back"].update(auc="good"), "model.value"),
        (lambda read: read["held_back"].pop("log_loss"), "model.value"),
    ],
)
def test_a_file_that_is_no_model_is_refused(model, tmp_path, change, code):
    path = tmp_path / "model.json"
    model.save(path)
    read = json.loads(path.read_text())
    change(read)
    path.write_text(json.dumps(read))
    with pytest.raises(tt.InvalidInput) as refused:
        tt.StrengthModel.load(path)
    assert refused.value.code == code


def test_what_is_not_json_is_refused(tmp_path):
    path = tmp_path / "model.json"
    path.write_bytes(b"\xff\xfe not json")
    with pytest.raises(tt.InvalidInput, match="no JSON"):
        tt.StrengthModel.load(path)
    with pytest.raises(FileNotFoundError):
        tt.StrengthModel.load(tmp_path / "absent.json")


def test_options_are_checked(enron):
    for horizon in (0, -1, float("nan"), float("inf")):
        with pytest.raises(tt.InvalidOption):
            tt.fit_strength_model(enron, horizon_days=horizon)
    with pytest.raises(tt.InvalidOption, match="StrengthModel"):
        tt.tie_strengths(enron, model="best")
    with pytest.raises(TypeError):
        tt.fit_strength_model({"from": []})
