#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>

namespace tertius::detail {

struct SpectralResult {
    Partition partition;
    bool converged = false;  // whether the eigensolver found all that was asked; if not, those it found serve
};

/// Groups people whom random walks from tie to tie lead to the same places: regularised spectral clustering.
///
///     L = T^-1/2 A T^-1/2,   T = D + mean weighted degree * I
///
/// Each person is placed by their row in the leading eigenvectors of L, brought to length 1, and filed under the
/// nearest of `clusters` centres. Adding the mean degree keeps a few people at the rim from being taken for a
/// cluster. With 0 clusters, as many as there are eigenvalues above the widest gap: among the positive ones after the
/// first, and up to 30.
///
/// Every cluster is connected by ties of positive weight: what is cut off from the largest piece of its cluster joins
/// the cluster that most of its ties lead to. Components of the graph that the vectors do not reach, people without
/// ties among them, are clusters of their own, beyond those asked for. The seed says from which people the centres
/// start.
///
/// Throws  Cancelled.
/// Cost    O(m + n k) for each of mostly some hundred steps; O(n k) memory, k being 31 where the gap decides.
/// Source  Chaudhuri, Chung, Tsiatas, COLT 2012; Qin, Rohe, NIPS 2013; von Luxburg, Statistics and Computing 17 (2007)
///         for the gap.
template <std::floating_point Weight>
[[nodiscard]] SpectralResult spectral_labels(const Execution& execution, const TieGraph<Weight>& graph,
                                             ClusterId clusters, std::uint64_t seed);

}  // namespace tertius::detail
