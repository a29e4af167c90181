#pragma once

#include <tertius/graph/partition.hpp>
#include <tertius/strength/tie_strengths.hpp>
#include <tertius/upkeep/tie_courses.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tertius {

/// A tie that was strong, has long been silent, and may be worth waking.
struct DormantTie {
    PersonId alter = 0;
    double silence_days = 0;
    double opportunity = 0;      ///< in [0, 1]; ranks only
    double strength = 0;         ///< now
    std::uint32_t contacts = 0;  ///< on record
    std::uint32_t shared = 0;    ///< people tied to both
    std::uint32_t unknown = 0;   ///< people whom the alter is tied to and ego is not
};

struct DormantTiesOptions {
    Partition clusters{};  ///< who belongs to which circle; empty: novelty is judged by contacts alone
    std::size_t limit = 10;
};

/// The dormant ties worth waking: people once close to ego who now move in other circles.
///
///     opportunity = best * novelty * u(m)
///     novelty     (unknown + 1) / (unknown + shared + 2); with clusters the geometric mean of that and of the share of
///                 ego's strength that goes to other clusters than the alter's; a half where the alter's other contacts
///                 are not on record
///     u(m)        x exp(1 - x), x = (m + 1) / 11: an inverted U in the m shared contacts, highest at ten
///
/// Opportunity is not strength: a strong tie brings what ego knows already, and one without any shared contact opens
/// little. A tie is dormant if its best days stood at .9 or more (TieCourse::best: more than three contacts spread over
/// a horizon), it has been silent for two horizons or more, and both its own pace (TieCourse::alive) and its strength
/// say that it is likelier gone than not: a living tie is never dormant.
///
/// Value   the greatest opportunity first, ties broken by the alter.
/// Throws  InvalidInput if strengths, courses and clusters are not of the same people and time; InvalidOption if limit
///         is 0.
/// Cost    O(n + sum over dormant ties of (d + D)), d and D the ties of ego and alter.
/// Source  Levin, Walter, Murnighan, Organization Science 22:923 (2011): dormant ties are as trusted as strong ones and
///         as novel as weak ones; Rajkumar et al., Science 377:1304 (2022): the inverted U. The formula is this
///         library's.
[[nodiscard]] std::vector<DormantTie> dormant_ties(const TieStrengths& strengths, const TieCourses& courses,
                                                   const DormantTiesOptions& options = {});

}  // namespace tertius
