"""Where people stand in a picture of their network: clusters apart, friends on the sides they lean to.

Every cluster is a disc of rings. Who holds most of the cluster together sits in its middle; the others stand
on the side of the clusters that they have ties to. The discs are drawn towards each other by the ties between
them and never overlap. Nothing is random: the same ties give the same picture.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

SEAT = 26.0
"""How far people in a cluster stand from each other."""
_GAP = 34.0
_STEPS = 400
_FLATTENING = 6.0


def place_people(
    labels: Indices, source: Indices, target: Indices, strength: Floats
) -> tuple[Floats, Floats]:
    """A position (x, y) for each person, shape (people, 2), and the centre of each cluster's disc.

    labels
        Each person's cluster, numbered from 0 without gaps.
    source, target, strength
        The ties, each once.

    Cost: O(people log people + ties + clusters^2 * steps).
    """
    count = int(labels.max()) + 1 if len(labels) else 0
    between = np.zeros((count, count))
    np.add.at(between, (labels[source], labels[target]), strength)
    between = between + between.T
    np.fill_diagonal(between, 0.0)
    sizes = np.bincount(labels, minlength=count)
    centres = place_discs(np.array([disc_radius(size) for size in sizes]), between)
    inside, pull = _inside_and_pull(labels, source, target, strength, centres)
    positions = np.empty((len(labels), 2))
    for cluster in range(count):
        members = np.flatnonzero(labels == cluster)
        positions[members] = centres[cluster] + _seats(inside[members], pull[members])
    return positions, centres


def disc_radius(size: int) -> float:
    """How large a disc of so many seats is."""
    rings = math.ceil((math.sqrt(12 * size - 3) - 3) / 6) if size > 1 else 0
    return SEAT * (rings + 0.5)


def place_discs(radii: Floats, between: Floats) -> Floats:
    """Centres of discs that attract each other by the ties between them, shape (discs, 2); none overlaps."""
    count = len(radii)
    order = np.argsort(-radii, kind="stable")
    turn = np.arange(count) * math.pi * (3 - math.sqrt(5))
    reach = np.sqrt(np.cumsum((radii[order] + _GAP) ** 2))
    centres = np.empty((count, 2))
    centres[order] = np.column_stack([1.6 * np.cos(turn), np.sin(turn)]) * reach[:, None]
    attraction = between / max(between.max(initial=0.0), 1e-12)
    for step in range(_STEPS):
        pace = 0.08 * (1 - step / _STEPS)
        towards = centres[None, :, :] - centres[:, None, :]
        centres += pace * ((attraction**0.5)[:, :, None] * towards).sum(axis=1) / max(count, 1)
        centres -= pace * 0.35 * centres * np.array([1.0, _FLATTENING])
        _push_apart(centres, radii)
    for _ in range(60):
        _push_apart(centres, radii)
    middle: Floats = (centres * radii[:, None] ** 2).sum(axis=0) / max((radii**2).sum(), 1e-12)
    return centres - middle


def _push_apart(centres: Floats, radii: Floats) -> None:
    """Moves every two discs that overlap half their overlap away from each other."""
    apart = centres[:, None, :] - centres[None, :, :]
    distance = np.sqrt((apart**2).sum(axis=2))
    np.fill_diagonal(distance, np.inf)
    overlap = np.maximum(radii[:, None] + radii[None, :] + _GAP - distance, 0.0)
    np.fill_diagonal(overlap, 0.0)
    centres += 0.5 * (apart / np.maximum(distance, 1e-9)[:, :, None] * overlap[:, :, None]).sum(axis=1)


def _inside_and_pull(
    labels: Indices, source: Indices, target: Indices, strength: Floats, centres: Floats
) -> tuple[Floats, Floats]:
    """How much strength each person has inside their cluster, and which way their other ties pull them."""
    inside = np.zeros(len(labels))
    pull = np.zeros((len(labels), 2))
    for ego, alter in ((source, target), (target, source)):
        same = labels[ego] == labels[alter]
        np.add.at(inside, ego[same], strength[same])
        away = centres[labels[alter]] - centres[labels[ego]]
        away /= np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-9)[:, None]
        np.add.at(pull, ego[~same], (strength[:, None] * away)[~same])
    return inside, pull


def _seats(inside: Floats, pull: Floats) -> Floats:
    """Seats around a cluster's centre: ring by ring, on each ring in the order of the pull."""
    order = np.argsort(-inside, kind="stable")
    seats = np.zeros((len(inside), 2))
    first, ring = 1, 1
    while first < len(order):
        members = order[first : first + 6 * ring]
        angle = np.arctan2(pull[members, 1], pull[members, 0])
        members, angle = members[np.argsort(angle, kind="stable")], np.sort(angle, kind="stable")
        even = 2 * math.pi * np.arange(len(members)) / len(members)
        weight = np.hypot(pull[members, 0], pull[members, 1]) + 1e-9
        turn = np.arctan2((weight * np.sin(angle - even)).sum(), (weight * np.cos(angle - even)).sum())
        seats[members] = SEAT * ring * np.column_stack([np.cos(even + turn), np.sin(even + turn)])
        first += 6 * ring
        ring += 1
    return seats
