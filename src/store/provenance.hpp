#pragma once

#include "open_file.hpp"

#include <vector>

namespace tertius::store {

/// All imports with their rows counted.
[[nodiscard]] std::vector<Import> imports(Connection& connection, const Secret& secret);

/// Where each record between two people, or those they are one with, comes from.
[[nodiscard]] std::vector<Provenance> provenance(Connection& connection, const Secret& secret, const Key& a,
                                                 const Key& b);

}  // namespace tertius::store
