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
///     personal_pagerank    p_xy + p_yx, where p_xy is the chance that a walk from x ends at y; at each person it goes on
///                          with probability `damping`, else it ends there
///     random_walk          sum over t = 1 .. `steps` of q_x p_xy(t) + q_y p_yx(t), where p_xy(t) is the chance that a
///                          walk from x is at y after t steps, and q_x = K_x / (sum of everybody's K)
///
/// A walk steps to any contact alike, or weighted, in proportion to the weights; both ways count, so either of the two
/// sees the same. Decay is in the weights: those of TieStrengths have faded, so all measures weighted by them have too.
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
    personal_pagerank,
    random_walk,
};

/// How far the two measures that walk go.
struct WalkOptions {
    double damping = 0.85;  ///< of personal_pagerank: the chance to go on at each person; between 0 and 1
    double error = 1e-6;    ///< of personal_pagerank: a score is short by at most this; between 0 and 1
    int steps = 3;          ///< of random_walk; >= 2
};

struct MeetingScoreOptions {
    MeetingMeasure measure = MeetingMeasure::adamic_adar;
    bool weighted = false;  ///< weigh by the graph's weights; false: a tie is a tie
    WalkOptions walk{};
    Execution execution{};
};

/// Two people, in either order.
using PersonPair = std::pair<PersonId, PersonId>;

/// How likely each of some pairs is to meet, seen from whom they know; only for ranking.
///
/// A tie between the two themselves counts for nothing, so that known pairs can be scored as if they were strangers:
/// walks along it are left out.
///
/// Value     one score a pair, >= 0, 0 where they share nothing; the same for (a, b) and (b, a).
/// Requires  weights below 1e100, if weighted.
/// Throws    UnknownPerson; InvalidInput for a person paired with themselves, naming the pair's position; InvalidOption;
///           Cancelled.
/// Cost      O(d_x + d_y) a pair; for l3 the sum of d_u over the contacts u of the one who has fewer. random_walk goes
///           through the ties of everybody within `steps` - 2 of that one; personal_pagerank takes
///           O((K_x + K_y) / (error (1 - damping))) at most; both 16 bytes a person for each thread.
/// Source    Liben-Nowell & Kleinberg, JASIST 58:1019 (2007); Adamic & Adar, Social Networks 25:211 (2003); Zhou, Lu &
///           Zhang, Eur. Phys. J. B 71:623 (2009); Kovacs et al., Nature Communications 10:1240 (2019); Liu &
///           Lu, EPL 89:58007 (2010): superposed random walk; Andersen, Chung & Lang, FOCS 2006: PageRank by pushing.
template <class Weight>
[[nodiscard]] std::vector<double> meeting_scores(const TieGraph<Weight>& graph, std::span<const PersonPair> pairs,
                                                 const MeetingScoreOptions& options = {});

extern template std::vector<double> meeting_scores(const TieGraph<float>&, std::span<const PersonPair>,
                                                   const MeetingScoreOptions&);
extern template std::vector<double> meeting_scores(const TieGraph<double>&, std::span<const PersonPair>,
                                                   const MeetingScoreOptions&);

}  // namespace tertius
