#pragma once

#include <tertius/clusters/cover.hpp>
#include <tertius/graph/parallel.hpp>

namespace tertius {

/// The omega index: of all pairs of people, those who share as many circles in one cover as in the other, over chance.
///
///     omega = ( o - e ) / ( 1 - e ),   o = sum over k of n_k / N,   e = sum over k of a_k * b_k / N^2
///
/// N all pairs of people; a_k those who share k circles in the first cover, b_k in the second, n_k in both. Of covers
/// whose circles do not overlap it is the adjusted Rand index.
///
/// Value   at most 1; about 0 where people agree as by chance, below 0 where less. Equal covers have 1.
/// Throws  InvalidInput if the covers are not of equally many people; Cancelled.
/// Cost    O(r log r + sum over circles of k^2 / 2) time, divided among the threads, r the rows of both covers and k
///         the groups in a circle, where people with the same circles in both covers are one group; O(r) space and, for
///         each thread, 12 bytes a group.
/// Source  Collins, Dent, Multivariate Behavioral Research 23, 231 (1988).
[[nodiscard]] double omega(const Cover& a, const Cover& b, const Execution& execution = {});

/// The normalised mutual information of two covers: how much knowing one tells of the other.
///
///     NMI = I(A, B) / max( H(A), H(B) ),   I(A, B) = ( H(A) - H(A|B) + H(B) - H(B|A) ) / 2
///     H(A|B) = sum over circles x of A of the least H(x|y), y the circles of B
///
/// H(x) is the entropy of being in the circle or not, H(A) the sum of its circles'. A circle y that tells of x no more
/// than its opposite would counts as telling nothing: H(x|y) = H(x).
///
/// Value   0 to 1; equal covers have 1. Not corrected for chance: it rises with the number of circles.
/// Throws  InvalidInput if the covers are not of equally many people; Cancelled.
/// Cost    O(sum over rows of the person's circles in the other cover + c * s) time, c the circles and s the different
///         sizes of circles; O(r + c) space and, for each thread, 8 bytes a circle.
/// Source  McDaid, Greene, Hurley, arXiv:1110.2515 (2011), which mends Lancichinetti, Fortunato, Kertesz, New Journal
///         of Physics 11, 033015 (2009).
[[nodiscard]] double overlapping_mutual_information(const Cover& a, const Cover& b, const Execution& execution = {});

}  // namespace tertius
