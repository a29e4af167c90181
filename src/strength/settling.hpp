#pragma once

#include <tertius/strength/detail/history_store.hpp>
#include <tertius/strength/detail/sent.hpp>
#include <tertius/strength/tie_ledger.hpp>

#include <vector>

namespace tertius::detail {

/// Records events, none earlier than what the store holds of its pair, in order of time; changes their order.
void settle_events(std::vector<Sent>& events, Duplicates duplicates, HistoryStore& store);

/// Sorts events by time, sender and recipient; leaves out duplicates that are to be dropped.
void sort_events(std::vector<Sent>& events, Duplicates duplicates);

}  // namespace tertius::detail
