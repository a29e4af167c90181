#pragma once

#include "connection.hpp"

namespace tertius::store {

/// Throws store.corrupt if an index does not lead to the rows of its table: then what is there would not be found.
///
/// Cost  O(rows), where SQLite's own check takes O(rows log n).
void check_indexes(Connection& connection);

}  // namespace tertius::store
