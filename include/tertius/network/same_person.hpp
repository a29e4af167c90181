#pragma once

#include <tertius/network/network.hpp>

#include <span>
#include <string>
#include <vector>

namespace tertius {

/// That two keys name one person, why, and how sure that is.
struct SamePerson {
    Key kept;               ///< the key that they go by
    Key other;              ///< the key that stands for them elsewhere
    std::string reason;     ///< in words: "the e-mail address ada@x.org is in both"
    double confidence = 1;  ///< 0 to 1
    Time time = no_time;    ///< when it was decided
};

/// The network in which people who are the same are one, by the key that is kept.
///
/// Chains are followed: if b is a, and c is b, all three are a. The kept key's particulars stand, filled up and their
/// tags extended by the others'; the other keys become aliases where they are texts. Rows that now join a person to
/// themselves are left out and counted; rows of one record that now have the same people become one. Nothing is lost
/// in the network given: leave one of `same` out, and the two are apart again.
///
/// Throws  UnknownPerson for a key of nobody; InvalidInput for a person said to be the same as themselves or as two
///         who are kept apart, and for a chain that comes back to its beginning.
/// Cost    O(rows log rows).
[[nodiscard]] Network united(const Network& network, std::span<const SamePerson> same);

}  // namespace tertius
