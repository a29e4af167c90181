#pragma once

#include <tertius/graph/person.hpp>

#include <functional>

namespace tertius {

/// Whether a seeker may learn of the tie between two people (the lower person comes first).
///
/// Asked more than once about some ties, so it has to give the same answer each time. Empty: all may be seen.
using TieVisible = std::function<bool(PersonId, PersonId)>;

}  // namespace tertius
