#include <tertius/network/detail/moment.hpp>
#include <tertius/upkeep/tips.hpp>

#include "require_ego.hpp"
#include "tip_advice.hpp"
#include "tip_tallies.hpp"

#include <algorithm>
#include <utility>

namespace tertius {

namespace {

using detail::EgoRecords;
using detail::EgoTie;
using detail::Tally;

struct TipMethod {
    std::string_view name;
    std::string_view group;
    Tally (*tally)(const EgoRecords&, const EgoTie&);
};

constexpr std::array<TipMethod, tips_in_order.size()> methods{{
    {"consistency", "be authentic", &detail::consistency},
    {"openness", "be authentic", &detail::openness},
    {"appreciation", "mutual respect", &detail::appreciation},
    {"listening", "mutual respect", &detail::listening},
    {"curiosity", "show interest", &detail::curiosity},
    {"breadth", "show interest", &detail::breadth},
    {"generosity", "offer value", &detail::generosity},
    {"introductions_made", "offer value", &detail::introductions_made},
    {"check_ins", "keep in touch", &detail::check_ins},
    {"celebrations", "keep in touch", &detail::celebrations},
    {"reliability", "become reliable", &detail::reliability},
    {"steadiness", "become reliable", &detail::steadiness},
}};

const TipMethod& method(Tip tip)
{
    return methods[static_cast<std::size_t>(tip)];
}

std::string name_of(const Network& network, PersonId person)
{
    return person == nobody ? std::string() : network.display_name(person);
}

detail::Standing standing(const Tally& tally)
{
    if (!tally.belief().scored()) return detail::Standing::unknown;
    return tally.is_followed() ? detail::Standing::followed : detail::Standing::neglected;
}

/// The tally with the words to it. `alter`: who is named; `overall`: it is of all ties.
TipReading reading(const EgoRecords& records, Tip tip, Tally tally, PersonId alter, bool overall)
{
    const bool joins = tip == Tip::introductions_made && alter != nobody;
    const PersonId stranger = joins ? records.stranger_to(alter) : nobody;
    const Network& network = records.network();
    std::string sentence = detail::advice(
        tip, {standing(tally), overall, name_of(network, alter), name_of(network, stranger), tally.kept, tally.of});
    const auto place = [](const Record& record) { return std::pair(record.table, record.row); };
    std::ranges::sort(tally.records, {}, place);
    const auto again = std::ranges::unique(tally.records);
    tally.records.erase(again.begin(), again.end());
    return {tip, overall ? nobody : alter, tally.belief(), std::move(sentence), std::move(tally.records)};
}

/// Whom the advice on all ties names: who speaks most for or against it; where nothing does, who is closest.
PersonId named(const EgoRecords& records, const std::vector<Tally>& tallies, const Tally& all)
{
    if (records.ties().empty()) return nobody;
    if (!all.belief().scored()) return records.ties().front().alter;
    const bool followed = all.is_followed();
    const auto weight = [&](const Tally& tally) { return followed ? tally.yes() : tally.no(all); };
    const auto most = std::ranges::max_element(tallies, {}, weight);  // the first of equals
    return records.ties()[static_cast<std::size_t>(most - tallies.begin())].alter;
}

}  // namespace

std::string_view name(Tip tip)
{
    return method(tip).name;
}

std::string_view group(Tip tip)
{
    return method(tip).group;
}

Tips tips(const Network& network, PersonId ego, const TipsOptions& options)
{
    detail::require_ego(network, ego);
    const Time at = detail::moment_or_last(network, options.at);
    const EgoRecords records(network, ego, at, options.execution);
    Tips result{ego, at, {}, {}};
    result.ties.resize(records.ties().size() * tips_in_order.size());
    for (const Tip tip : tips_in_order) {
        std::vector<Tally> tallies;
        Tally all;
        for (const EgoTie& tie : records.ties()) all += tallies.emplace_back(method(tip).tally(records, tie));
        if (tip == Tip::introductions_made) all.halve();  // each was counted for both sides
        const PersonId alter = named(records, tallies, all);
        result.overall.push_back(reading(records, tip, std::move(all), alter, true));
        for (std::size_t tie = 0; tie < tallies.size(); ++tie)
            result.ties[tie * tips_in_order.size() + static_cast<std::size_t>(tip)] =
                reading(records, tip, std::move(tallies[tie]), records.ties()[tie].alter, false);
    }
    return result;
}

}  // namespace tertius
