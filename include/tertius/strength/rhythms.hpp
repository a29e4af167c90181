#pragma once

#include <tertius/strength/building_blocks.hpp>
#include <tertius/strength/cadence.hpp>

#include <optional>
#include <vector>

namespace tertius {

/// How often two people are in contact, and since when they have been silent.
struct Rhythm {
    PersonId low = 0;   ///< the lower of the two
    PersonId high = 0;  ///< the higher
    Time last = 0;      ///< their last contact: either way, by any channel
    Cadence cadence;
    std::optional<DeclaredType> type{};  ///< the relationship that they declared first and that still holds
};

/// The rhythms of all pairs that were in contact by a moment, sorted by pair.
struct Rhythms {
    Time at = 0;
    RelationshipNorm usual;      ///< in this network, where no type is declared
    RelationshipNorms of_types;  ///< what is normal for each type
    std::vector<Rhythm> pairs;
};

/// How often everybody is in contact with whom, by their own past and by what is normal: for the type of their
/// relationship where one is declared, else for the network.
///
/// Contacts within a day of the first (within a five-hundredth of the log, if that is shorter) are one occasion; gaps
/// are counted from one to the next. Silence is counted from the last contact of all.
///
/// `at`: later records are not looked at; no_time: the last record.
/// Cost  O(rows log rows).
[[nodiscard]] Rhythms rhythms(const Network& network, Time at = no_time, const Execution& execution = {});

}  // namespace tertius
