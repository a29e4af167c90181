#pragma once

#include <tertius/clusters/detect_clusters.hpp>

#include <concepts>
#include <vector>

namespace tertius {

struct ResolutionProfileOptions {
    double lowest = 0.25;     ///< of the resolutions to look at; finite, > 0. For cpm, a density
    double highest = 4;       ///< finite, > lowest
    int steps = 33;           ///< how many resolutions, in equal ratios; 2 to 10,000
    ClusterOptions search{};  ///< how clusters are looked for at each; its own resolution has no part
};

/// What was found at one resolution.
struct ResolutionStep {
    double resolution = 0;
    ClusterId clusters = 0;
    double quality = 0;
    double stability = 0;  ///< agreement (adjusted Rand) with what was found at the resolutions next to it, the mean
};

/// A partition that is the best of all found over a stretch of resolutions.
struct ResolutionPlateau {
    double from = 0;
    double to = 0;
    Partition partition;
};

struct ResolutionProfile {
    std::vector<ResolutionStep> steps;        ///< from the lowest resolution up
    std::vector<ResolutionPlateau> plateaus;  ///< the widest (by the ratio of to and from) first
};

/// At how many scales a network falls into clusters, and which clusters hold over a wide range of scales.
///
/// A partition's value is a straight line in the resolution, inside - resolution * expected, by modularity as by the
/// constant Potts model. So of all partitions found at any resolution, the best at each is the upper envelope of their
/// lines, and the stretch over which each is the best is exact; no search has to find it again at each resolution.
/// Where two stretches meet, clusters are looked for once more. The first and the last stretch end where the
/// resolutions do.
///
/// Value   a stability is 1 where neighbours agree, about 0 where they agree as chance would have it.
/// Throws  InvalidOption for each option out of its range; Cancelled.
/// Cost    a search for each step and each place where stretches meet; 4 bytes a person for each partition found.
/// Source  Weir, Emmons, Gibson, Taylor, Mucha, Algorithms 10, 93 (2017) (CHAMP); Hubert, Arabie, Journal of
///         Classification 2, 193 (1985), for the adjusted Rand index.
template <std::floating_point Weight>
[[nodiscard]] ResolutionProfile resolution_profile(const TieGraph<Weight>& graph,
                                                   ResolutionProfileOptions options = {});

extern template ResolutionProfile resolution_profile(const TieGraph<float>&, ResolutionProfileOptions);
extern template ResolutionProfile resolution_profile(const TieGraph<double>&, ResolutionProfileOptions);

}  // namespace tertius
