#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tertius {

/// What makes it likely that two strangers meet. N(x) are x's contacts, k_x how many they are.
///
/// Weighted, s_xy is the weight of a tie, K_x the sum of x's. The two agree where all weights are 1.
///
///                          by who is tied to whom               weighted, by how strongly
///     common_contacts      sum over shared z of 1               sum of s_xz s_zy
///     jaccard              shared / |N(x) or N(y)|              sum of min(s_xz, s_zy) / sum of max(s_xz, s_zy)
///     adamic_adar          sum of 1 / ln k_z                    sum of s_xz s_zy / ln(1 + K_z (k_z - 1) / k_z)
///     resource_allocation  sum of 1 / k_z                       sum of s_xz s_zy / K_z
///     l3                   sum over x-u-v-y of                  sum of s_xu s_uv s_vy / sqrt(K_u K_v)
///                          1 / sqrt(k_u k_v)
///     degree_product       k_x k_y                              K_x K_y
///
/// In the weighted Adamic-Adar, z's other k_z - 1 people count by the mean weight of z's ties. Unlike ln K_z this is
/// never negative or 0 for weak ties, and for very weak ones it goes over into resource allocation.
enum class MeetingMeasure : std::uint8_t {
    common_contacts,
    jaccard,
    adamic_adar,
    resource_allocation,
    l3,
    degree_product,
};

struct MeetingScoreOptions {
    MeetingMeasure measure = MeetingMeasure::adamic_adar;
    bool weighted = false;  ///< weigh by the graph's weights; false: a tie is a tie
    Execution execution{};
};

/// Two people, in either order.
using PersonPair = std::pair<PersonId, PersonId>;

/// How likely each of some pairs is to meet, seen from whom they know; only for ranking.
///
/// A tie between the two themselves counts for nothing, so that known pairs can be scored as if they were strangers.
///
/// Value     one score a pair, >= 0, 0 where they share nothing; the same for (a, b) and (b, a).
/// Requires  weights below 1e100, if weighted.
/// Throws    UnknownPerson, and InvalidInput for a person paired with themselves, naming the pair's position.
/// Cost      O(d_x + d_y) a pair; for l3 the sum of d_u over the contacts u of the one who has fewer.
/// Source    Liben-Nowell & Kleinberg, JASIST 58:1019 (2007); Adamic & Adar, Social Networks 25:211 (2003); Zhou, Lu &
///           Zhang, Eur. Phys. J. B 71:623 (2009); Kovacs et al., Nature Communications 10:1240 (2019).
template <class Weight>
[[nodiscard]] std::vector<double> meeting_scores(const TieGraph<Weight>& graph, std::span<const PersonPair> pairs,
                                                 const MeetingScoreOptions& options = {});

extern template std::vector<double> meeting_scores(const TieGraph<float>&, std::span<const PersonPair>,
                                                   const MeetingScoreOptions&);
extern template std::vector<double> meeting_scores(const TieGraph<double>&, std::span<const PersonPair>,
                                                   const MeetingScoreOptions&);

}  // namespace tertius
