"""In the picture of one person's network that person stands in the middle, and nobody else close by."""

from __future__ import annotations

import numpy as np

from tertius.report.around import around


def test_the_ego_stands_in_the_middle_and_everybody_farther_out_along_their_line_of_sight():
    places = np.array([[0.1, 0.1], [2, 0], [0, -4]], dtype=np.float32)
    found = around(places, 0, np.zeros(3, dtype=bool))
    # the extent is 4: everybody else goes 0.3 * 4 farther out
    np.testing.assert_allclose(found, [[0, 0], [3.2, 0], [0, -5.2]], rtol=1e-6)


def test_those_in_no_cluster_stand_around_all_others_in_the_order_of_their_distance():
    places = np.array([[0, 0], [4, 0], [10, 0], [0, 30], [0, -20]], dtype=np.float32)
    found = around(places, 0, np.array([False, False, True, True, True]))
    distance = np.hypot(*found.T)
    assert distance[0] == 0
    assert distance[1] < distance[2] < distance[4] < distance[3] <= 1.3 * distance[2] * (1 + 1e-6)


def test_a_network_of_the_ego_alone_is_drawn():
    for alone in (False, True):
        found = around(np.zeros((1, 2), dtype=np.float32), 0, np.array([alone]))
        assert found.tolist() == [[0, 0]]
