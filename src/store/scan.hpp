#pragma once

#include "connection.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace tertius::store {

/// What to do about a row that cannot be read, or is not what was written.
enum class Damaged : std::uint8_t { refuse, skip };

/// Calls visit(statement) for each row that the selection finds in the table, in the order of ids; visit says whether
/// the row is what was written. Returns how many rows were skipped: as many as `index` knows more, where it can be
/// read. Throws store.corrupt at the first such row unless they are to be skipped.
std::size_t scan(Connection& connection, const std::string& table, const std::string& index,
                 const std::string& selection, Damaged damaged, const std::function<bool(const Statement&)>& visit);

}  // namespace tertius::store
