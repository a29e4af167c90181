#pragma once

#include "open_file.hpp"

#include <tertius/graph/parallel.hpp>

namespace tertius::store {

/// Takes a network's people and records in, in one transaction. See Store::append().
Appended append(OpenFile& file, const Network& network, const ImportNote& note, const Execution& execution);

}  // namespace tertius::store
