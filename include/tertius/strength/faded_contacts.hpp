#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/network/network.hpp>

#include <vector>

namespace tertius {

struct FadingOptions {
    double half_life_days = 30;  ///< after so long a contact counts half; finite and > 0
    Time at = no_time;           ///< later contacts are not looked at; no_time: the last contact
    Execution execution{};
};

/// What is left of everybody's contacts at one moment: a row for each directed pair, sorted by from and then to.
struct FadedContacts {
    std::vector<PersonId> from;
    std::vector<PersonId> to;
    std::vector<double> faded;  ///< contacts of the pair, each counted by what is left of it
    Time at = no_time;
    double half_life_days = 0;
};

/// The contacts of every directed pair that fade with one half-life h, seen from a moment.
///
///     faded(i, j) = sum over contacts from i to j of 2^(-age / h)
///
/// A quick view of a whole log; tie_histories() keep more of it, at ten half-lives.
///
/// Value   off by at most 1e-7 of itself; of contacts older than 126 half-lives nothing is left.
/// Throws  InvalidOption  if half_life_days is not finite and > 0.
/// Cost    O(n) time, in parallel; 8 bytes a row and 16 a pair besides the answer.
/// Source  tie-decay networks: Ahmad, Porter, Beguerisse-Díaz, IEEE TNSE 8 (2021).
[[nodiscard]] FadedContacts faded_contacts(const Interactions& interactions, const FadingOptions& options = {});

}  // namespace tertius
