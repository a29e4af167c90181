#pragma once

#include "connection.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace tertius::store {

/// Stands in the header of every store, so that a file says what it is.
inline constexpr std::int64_t application_id = 0x54455254;  // TERT

/// Takes the file from one version of its layout to the next.
using Step = void (*)(Connection&);

/// The way from an empty file to this release's layout; the step at place k makes version k + 1. A step that was
/// released is never changed: a column that is added to a network's table gets a step of its own at the end.
[[nodiscard]] std::span<const Step> steps();

/// Takes the steps that the file lacks, each whole or not at all.
void migrate(Connection& connection, std::span<const Step> steps);

/// Throws store.corrupt if the file's tables are not those that the steps make.
void check_layout(Connection& connection, std::span<const Step> steps);

}  // namespace tertius::store
