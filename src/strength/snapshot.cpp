#include <tertius/graph/random.hpp>
#include <tertius/strength/snapshot.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace tertius {

namespace {

/// At most `most` places of ties, those with the smallest hash of the pair, in ascending order.
std::vector<std::size_t> drawn_ties(std::span<const HistoryOfPair> histories, std::size_t most)
{
    std::vector<std::size_t> places(histories.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    if (most == 0 || places.size() <= most) return places;
    const auto draw = [&](std::size_t place) {
        const auto& pair = histories[place];
        return std::pair(Random::mix((std::uint64_t{pair.low} << 32U) | pair.high), place);
    };
    std::ranges::nth_element(places, places.begin() + static_cast<std::ptrdiff_t>(most), {}, draw);
    places.resize(most);
    std::ranges::sort(places);
    return places;
}

/// Writes down which of the drawn ties have a contact in (at, at + horizon], and which way.
void note_outcomes(std::span<const Contact> contacts, std::span<const std::size_t> ties, Snapshot& moment)
{
    const auto rows = static_cast<Eigen::Index>(ties.size());
    moment.outcome = moment.forward = moment.backward = Eigen::VectorXd::Zero(rows);
    for (Eigen::Index row = 0; row < rows; ++row) {
        const auto& pair = moment.histories[static_cast<std::size_t>(row)];
        const Contact just_after{pair.low, pair.high, moment.stretch.at + 1, false, 0};
        for (auto next = std::ranges::lower_bound(contacts, just_after);
             next != contacts.end() && next->low == pair.low && next->high == pair.high &&
             static_cast<double>(next->time - moment.stretch.at) <= moment.stretch.horizon;
             ++next) {
            moment.outcome[row] = 1;
            (next->forward ? moment.forward : moment.backward)[row] = 1;
        }
    }
}

Time first_time(std::span<const Contact> contacts)
{
    return std::ranges::min(contacts, {}, &Contact::time).time;
}

/// The histories with nothing left but how often the two were in contact, each way.
void hide_dates(std::vector<HistoryOfPair>& histories)
{
    for (HistoryOfPair& pair : histories) {
        pair.stated_forward = static_cast<float>(pair.history.forward_count());
        pair.stated_backward = static_cast<float>(pair.history.backward_count());
        pair.history = {};
    }
}

Snapshot seen(const EvidenceView& view, std::span<const Contact> contacts, std::size_t most_ties,
              const Execution& execution)
{
    const auto ties = drawn_ties(view.histories, most_ties);
    Snapshot result{.values = evidence_on(view, ties, execution),
                    .outcome = {},
                    .forward = {},
                    .backward = {},
                    .histories = {},
                    .stretch = {view.at, view.horizon},
                    .directed = view.directed};
    for (const std::size_t tie : ties) result.histories.push_back(view.histories[tie]);
    note_outcomes(contacts, ties, result);
    return result;
}

}  // namespace

Snapshot snapshot(std::span<const Contact> contacts, PersonId size, const Stretch& stretch, std::size_t most_ties,
                  const Execution& execution)
{
    if (contacts.empty()) return {};
    auto histories = tie_histories(contacts, stretch.at, execution);
    const EvidenceView view{size,       histories,       first_time(contacts),
                            stretch.at, stretch.horizon, have_direction(histories)};
    return seen(view, contacts, most_ties, execution);
}

Snapshot snapshot_without_dates(std::span<const Contact> contacts, PersonId size, const Stretch& stretch,
                                std::size_t most_ties, const Execution& execution)
{
    if (contacts.empty()) return {};
    auto histories = tie_histories(contacts, stretch.at, execution);
    const bool directed = have_direction(histories);
    hide_dates(histories);
    const EvidenceView view{size, histories, stretch.at, stretch.at, stretch.horizon, directed};
    return seen(view, contacts, most_ties, execution);
}

std::vector<Stretch> past_stretches(std::span<const Contact> contacts, Time at, double horizon)
{
    std::vector<Time> times;
    for (const Contact& contact : contacts)
        if (contact.time <= at) times.push_back(contact.time);
    std::ranges::sort(times);
    if (times.empty()) return {};
    const auto at_share = [&](double share) {
        return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
    };

    std::vector<Stretch> result;
    const Time earliest = at_share(0.2);
    const auto add = [&](double length, double distance) {
        const auto moment = static_cast<Time>(static_cast<double>(at) - distance * horizon);
        if (moment >= earliest && length >= 1) result.push_back({moment, length});
    };
    for (const double distance : {1.0, 1.5, 2.0, 3.0, 4.5}) add(horizon, distance);
    for (const double distance : {0.5, 1.0, 1.5, 2.5}) add(horizon / 2, distance);
    for (const double distance : {0.25, 0.5, 1.0}) add(horizon / 4, distance);
    for (const double share : {0.5, 0.6, 0.7}) {
        const Time moment = at_share(share);
        const auto length = static_cast<double>(at_share(share + 0.125) - moment);
        if (length >= 1) result.push_back({moment, length});
    }
    return result;
}

}  // namespace tertius
