#pragma once

#include "incoming.hpp"

namespace tertius::store {

/// Takes in the people of a network: new ones are added, known ones filled up and their tags extended.
///
/// Returns what is known of each, in the network's order. Throws InvalidInput if their keys are of another kind than
/// those of the store.
[[nodiscard]] std::vector<IncomingPerson> take_in_people(Connection& connection, const Secret& secret,
                                                         const ErasedPeople& erased, Directory& directory,
                                                         const Network& network);

}  // namespace tertius::store
