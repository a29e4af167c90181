#include "tip_tallies.hpp"

#include <tertius/network/detail/moment.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace tertius::detail {

namespace {

/// The number of a day; days before 1970 are negative.
Time day_of(Time time)
{
    return time / one_day - (time % one_day < 0);
}

/// The gaps between the days on which ego turned to the alter, in days.
std::vector<double> gaps_of(const EgoRecords& records, const EgoTie& tie)
{
    std::vector<double> gaps;
    std::optional<Time> last;
    for (const EgoRow& contact : tie.contacts) {
        if (!records.is_own(contact)) continue;
        const Time today = day_of(contact.time);
        if (last && today != *last) gaps.push_back(static_cast<double>(today - *last));
        last = today;
    }
    return gaps;
}

/// (1 - B) / 2 of the gaps: 1 where all are alike, 1/2 of a Poisson stream, 0 where all but one are none.
///
/// Requires  two gaps, none of them 0.
double regularity(const std::vector<double>& gaps)
{
    const auto n = static_cast<double>(gaps.size());
    double mean = 0;
    for (const double gap : gaps) mean += gap / n;
    double variance = 0;
    for (const double gap : gaps) variance += (gap - mean) * (gap - mean) / n;
    const double r = std::sqrt(variance) / mean;
    const double up = std::sqrt(n + 1);
    const double down = std::sqrt(n - 1);
    const double burstiness = (up * r - down) / ((up - 2) * r + down);
    return std::clamp((1 - burstiness) / 2, 0.0, 1.0);
}

/// How steady the quality of what the alter got is, around the mean of what everybody got.
Part quality_of(const EgoRecords& records, const EgoTie& tie, Tally& tally)
{
    if (!records.mean_quality()) return {};
    double squares = 0;
    double judged = 0;
    for (const std::size_t row : tie.promises) {
        const double quality = records.quality(row);
        if (std::isnan(quality)) continue;
        squares += (quality - *records.mean_quality()) * (quality - *records.mean_quality());
        judged += 1;
        note(tally, RecordTable::commitments, row);
    }
    if (judged == 0) return {};
    const double sample = records.deliveries() / (records.deliveries() - 1);
    return Part::measured(std::clamp(1 - 4 * sample * squares / judged, 0.0, 1.0), judged);
}

}  // namespace

Tally reliability(const EgoRecords& records, const EgoTie& tie)
{
    const auto promises = [&](const EgoRecords::Readers& readers) {
        return readers.trust.shown(records.ego(), tie.alter).integrity;
    };
    Tally tally = cases(promises(records.fading()), promises(records.lasting()));
    if (tally.of == 0) return tally;
    for (const std::size_t row : tie.promises) note(tally, RecordTable::commitments, row);
    return tally;
}

Tally steadiness(const EgoRecords& records, const EgoTie& tie)
{
    Tally tally;
    const auto gaps = gaps_of(records, tie);
    if (gaps.size() > 1) {
        tally.parts[0] = Part::measured(regularity(gaps), static_cast<double>(gaps.size()));
        for (const EgoRow& contact : tie.contacts)
            if (records.is_own(contact)) note(tally, RecordTable::interactions, contact.row);
    }
    tally.parts[1] = quality_of(records, tie, tally);
    tally.of = tally.records.size();
    return tally;
}

}  // namespace tertius::detail
