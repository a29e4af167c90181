#include "tip_tallies.hpp"

#include <tertius/network/detail/moment.hpp>

#include <algorithm>
#include <map>
#include <optional>

namespace tertius::detail {

namespace {

constexpr Time week = 7 * one_day;
constexpr double matters_in_full = 5;

/// Tells for each contact of a tie, in order of time, who began the conversation that it belongs to.
class Conversations {
public:
    explicit Conversations(const Interactions& log) : log_(log) {}

    /// Whether ego began it; nothing for the contact that begins it.
    std::optional<bool> begun_by_ego(const EgoRow& contact)
    {
        const std::uint32_t thread = log_.thread.empty() ? no_word : log_.thread.codes[contact.row];
        if (thread != no_word) {
            const auto [begun, is_new] = threads_.emplace(thread, contact.by_ego);
            return is_new ? std::nullopt : std::optional(begun->second);
        }
        const bool is_new = last_ == no_time || contact.time - last_ > week;
        last_ = contact.time;
        if (is_new) last_begun_ = contact.by_ego;
        return is_new ? std::nullopt : std::optional(last_begun_);
    }

private:
    const Interactions& log_;
    std::map<std::uint32_t, bool> threads_;
    Time last_ = no_time;
    bool last_begun_ = false;
};

}  // namespace

Tally curiosity(const EgoRecords& records, const EgoTie& tie)
{
    Tally tally;
    if (!records.directed()) return tally;
    Conversations conversations(records.network().interactions());
    for (const EgoRow& contact : tie.contacts) {
        if (records.is_appointment(contact)) continue;
        const auto begun = conversations.begun_by_ego(contact);
        const bool asks = records.conduct(contact.row) == Conduct::inquired;
        if (!asks && begun.value_or(contact.by_ego) == contact.by_ego) continue;
        ++tally.of;
        if (contact.by_ego) ++tally.kept;
        note(tally, RecordTable::interactions, contact.row);
    }
    tally.parts[0] = {static_cast<double>(tally.kept), static_cast<double>(tally.of - tally.kept)};
    return tally;
}

Tally breadth(const EgoRecords& records, const EgoTie& tie)
{
    const Matters& matters = records.matters();
    Tally tally;
    if (matters.count() < 2) return tally;
    Profile profile(matters.size());
    const auto add = [&](std::uint32_t matter, RecordTable table, std::size_t row) {
        profile.add(matter);
        if (matter != Matters::unknown) note(tally, table, row);
    };
    for (const EgoRow& contact : tie.contacts)
        add(matters.of_interaction(contact.row), RecordTable::interactions, contact.row);
    for (const EgoRow& gift : tie.gifts) add(matters.of_gift(gift.row), RecordTable::exchanges, gift.row);
    if (profile.total() == 0) return tally;
    const double in_full = std::min(matters_in_full, static_cast<double>(matters.count()));
    const double varied = (effective_count(profile) - 1) / (in_full - 1);
    tally.parts[0] = Part::measured(std::min(1.0, varied), profile.total());
    tally.of = tally.records.size();
    return tally;
}

}  // namespace tertius::detail
