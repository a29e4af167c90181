#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/network/network.hpp>

#include <vector>

namespace tertius {

/// Two people whom no record joins, but who most likely know each other. Inferred, not recorded: it stands in no network
/// and no graph of ties unless somebody puts it there.
struct InferredTie {
    PersonId a = 0;  ///< the lower of the two
    PersonId b = 0;
    double chance = 0;       ///< that they know each other, in (0, 1)
    bool same_unit = false;  ///< whether one organisation or department is recorded for both
};

struct InferredTiesOptions {
    double least = 0.5;   ///< ties of a smaller chance are left out; in (0, 1]
    int consider = 2000;  ///< ego's strongest contacts that are looked at, pair by pair; >= 2
    Execution execution{};
};

/// Which of ego's contacts most likely know each other, where the records show ego's side alone.
///
/// An export of one's own contacts is a star: it has organisations and departments, but no tie among the contacts. The
/// chance is that of acquaintance.hpp, which is written for exactly this.
///
/// Value   by falling chance, equals by a and b; no pair that a tie or record joins.
/// Throws  UnknownPerson; InvalidOption for an option out of range; InvalidInput if the strengths are not of the
///         network's people.
/// Cost    O(records + c^2 d): c contacts looked at, d contacts of each.
/// Source  Hsieh, Tang & Lerman, WWW 2013.
[[nodiscard]] std::vector<InferredTie> inferred_ties(const Network& network, const TieGraph<double>& strengths,
                                                     PersonId ego, const InferredTiesOptions& options = {});

}  // namespace tertius
