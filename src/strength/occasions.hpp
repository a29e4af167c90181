#pragma once

#include <tertius/strength/tie_histories.hpp>

#include <span>
#include <vector>

namespace tertius::detail {

/// The contacts that begin an occasion; those soon after one belong to it.
///
/// A talk leaves many records, and the minutes between them are no silences. An occasion lasts a day, and at most a
/// five-hundredth of the log, so that a conference of three days has occasions as well.
///
/// Requires  contacts sorted by pair and time, none later than `at`.
[[nodiscard]] std::vector<Contact> occasions(std::span<const Contact> contacts, Time at);

}  // namespace tertius::detail
