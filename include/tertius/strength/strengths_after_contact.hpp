#pragma once

#include <tertius/strength/tie_strengths.hpp>

#include <vector>

namespace tertius {

/// A tie and its strength if one more contact had just taken place.
struct StrengthAfterContact {
    std::size_t tie = 0;  ///< its place among the strengths
    double strength = 0;
};

/// How strong each of a person's ties would be if they had just turned to the other one: one tie at a time.
///
/// The contact is one more from `ego` to the alter, to nobody else, at the moment of the strengths. Neither that
/// the alter answers is supposed, nor that it answers something that happened to the alter. What is normal for a type, and the common level of all strengths, stay as they are;
/// otherwise the answer is what tie_strengths() says of the network with that contact in it.
///
/// Value     ties with a contact on record, in the order of the strengths.
/// Requires  strengths that tie_strengths() judged from this network.
/// Throws    UnknownPerson; InvalidInput if the strengths are of other ties or contacts than the network's.
/// Cost      O(rows log rows), and O(d log D) a tie, d and D the alters of its two people.
[[nodiscard]] std::vector<StrengthAfterContact> strengths_after_contact(const Network& network,
                                                                        const TieStrengths& strengths, PersonId ego,
                                                                        const Execution& execution = {});

}  // namespace tertius
