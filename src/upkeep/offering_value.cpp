#include "tip_tallies.hpp"

#include <tertius/network/detail/moment.hpp>

#include <cstdint>

namespace tertius::detail {

namespace {

constexpr Time horizon = 90 * one_day;

/// What became of an introduction.
enum class Fate : std::uint8_t { open, fruitful, fruitless };

Fate fate_of(const EgoRecords& records, const IntroducedPair& pair)
{
    const Introductions& introductions = records.network().introductions();
    const std::string_view outcome = introductions.outcome.empty() ? "" : introductions.outcome[pair.row];
    if (outcome == "nothing") return Fate::fruitless;
    const bool told = !outcome.empty() && outcome != "introduced";
    if (told || records.last_contact(pair.a, pair.b) >= pair.time + horizon) return Fate::fruitful;
    return records.at() < pair.time + horizon ? Fate::open : Fate::fruitless;
}

}  // namespace

Tally generosity(const EgoRecords& records, const EgoTie& tie)
{
    const auto gifts = [&](const EgoRecords::Readers& readers) {
        return readers.trust.shown(records.ego(), tie.alter).benevolence;
    };
    Tally tally = cases(gifts(records.fading()), gifts(records.lasting()));
    for (const EgoRow& gift : tie.gifts)
        if (gift.by_ego) note(tally, RecordTable::exchanges, gift.row);
    return tally;
}

Tally introductions_made(const EgoRecords& records, const EgoTie& tie)
{
    Tally tally;
    for (const IntroducedPair& pair : tie.introductions) {
        const Fate fate = fate_of(records, pair);
        if (fate == Fate::open) continue;
        ++tally.of;
        if (fate == Fate::fruitful) ++tally.kept;
        note(tally, RecordTable::introductions, pair.row);
    }
    tally.parts[0] = {static_cast<double>(tally.kept), static_cast<double>(tally.of - tally.kept)};
    return tally;
}

}  // namespace tertius::detail
