#include <tertius/strength/circles.hpp>

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

constexpr std::array activity_horizons{0.25, 1.0, 4.0};

/// An alter counts by how lately they were met.
double lately(double silence)
{
    return std::exp2(-silence / activity_horizons.front());
}

}  // namespace

Circles::Circles(PersonId size, std::span<const HistoryOfPair> histories, Time start, Time at, double horizon,
                 const Execution& execution)
    : at_(at), horizon_(horizon), silence_of_log_(static_cast<double>(at - start) / horizon), activity_(size)
{
    for (Activity& person : activity_) person.silence = silence_of_log_;
    std::vector<Bond> of_ties;
    of_ties.reserve(histories.size());
    TieGraphBuilder<float> builder(size, {.execution = execution});
    builder.reserve(histories.size());
    for (const HistoryOfPair& pair : histories) {
        if (pair.history.count() == 0 && pair.stated() == 0) continue;
        of_ties.push_back(note(pair));
        builder.add(pair.low, pair.high);
    }
    graph_ = builder.build();

    // Pairs come sorted, so each person's alters fill up in ascending order, as the graph has them.
    bonds_.resize(graph_.end_count());
    std::vector<std::uint64_t> next(graph_.offsets().begin(), graph_.offsets().end() - 1);
    auto bond = of_ties.begin();
    for (const HistoryOfPair& pair : histories) {
        if (pair.history.count() == 0 && pair.stated() == 0) continue;
        bonds_[next[pair.low]++] = bonds_[next[pair.high]++] = *bond++;
    }
    note_alters_activity(execution);
}

Circles::Dealings Circles::dealings(const HistoryOfPair& pair) const
{
    Dealings result{.silence = silence_of_log_};
    if (pair.history.count() > 0) {
        const auto faded = pair.history.faded(at_);
        result.silence = static_cast<double>(at_ - pair.history.last_time()) / horizon_;
        for (std::size_t place = 0; place < result.contacts.size(); ++place) {
            const double half_life = activity_horizons[place] * horizon_;
            result.contacts[place] = faded.forward(half_life) + faded.backward(half_life);
        }
    } else if (pair.stated() > 0) {
        result.contacts.fill(pair.stated());
    }
    return result;
}

Circles::Bond Circles::bond_of(const Dealings& has)
{
    return {static_cast<float>(has.silence), static_cast<float>(has.contacts[1]), static_cast<float>(has.contacts[2]),
            static_cast<float>(std::log1p(has.contacts[2]))};
}

Circles::Bond Circles::note(const HistoryOfPair& pair)
{
    const Dealings has = dealings(pair);
    for (const PersonId ego : {pair.low, pair.high}) {
        Activity& person = activity_[ego];
        for (std::size_t place = 0; place < has.contacts.size(); ++place) person.contacts[place] += has.contacts[place];
        if (pair.history.count() > 0) person.alters_lately += lately(has.silence);
        person.silence = std::min(person.silence, has.silence);
    }
    return bond_of(has);
}

Circles::Bond& Circles::bond(PersonId person, PersonId alter)
{
    const auto alters = graph_.alters(person);
    const auto place = std::ranges::lower_bound(alters, alter) - alters.begin();
    return bonds_[graph_.offsets()[person] + static_cast<std::uint64_t>(place)];
}

// The mean activity of their alters with others stays: what one of the two gains, their own tie takes off again.
Circles::Supposition Circles::suppose(const HistoryOfPair& before, const HistoryOfPair& after)
{
    const Supposition was{activity_[before.low], activity_[before.high], bond(before.low, before.high)};
    const Dealings had = dealings(before);
    const Dealings has = dealings(after);
    for (const PersonId ego : {before.low, before.high}) {
        Activity& person = activity_[ego];
        for (std::size_t place = 0; place < has.contacts.size(); ++place)
            person.contacts[place] += has.contacts[place] - had.contacts[place];
        person.alters_lately += lately(has.silence) - lately(had.silence);
        person.silence = std::min(person.silence, has.silence);
    }
    bond(before.low, before.high) = bond(before.high, before.low) = bond_of(has);
    return was;
}

void Circles::take_back(const HistoryOfPair& pair, const Supposition& supposition)
{
    activity_[pair.low] = supposition.low;
    activity_[pair.high] = supposition.high;
    bond(pair.low, pair.high) = bond(pair.high, pair.low) = supposition.bond;
}

void Circles::note_alters_activity(const Execution& execution)
{
    parallel_for(execution, activity_.size(), 256, [&](std::size_t begin, std::size_t end) {
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) {
            const auto alters = graph_.alters(ego);
            double sum = 0;
            for (std::size_t place = 0; place < alters.size(); ++place)
                sum += std::log1p(
                    std::max(0.0, activity_[alters[place]].contacts[1] - double{bonds(ego)[place].over_horizon}));
            if (!alters.empty()) activity_[ego].alters_activity = sum / static_cast<double>(alters.size());
        }
    });
}

/// Looks each alter of the one with fewer up among those of the other.
SharedCircle Circles::shared(PersonId a, PersonId b) const
{
    if (graph_.degree(a) > graph_.degree(b)) std::swap(a, b);
    const auto alters = graph_.alters(a);
    const auto others = graph_.alters(b);
    SharedCircle result{.silence = silence_of_log_};
    auto from = others.begin();
    for (auto alter = alters.begin(); alter != alters.end(); ++alter) {
        from = std::lower_bound(from, others.end(), *alter);
        if (from == others.end()) break;
        if (*from != *alter) continue;
        const Bond& of_a = bonds(a)[static_cast<std::size_t>(alter - alters.begin())];
        const Bond& of_b = bonds(b)[static_cast<std::size_t>(from - others.begin())];
        result.count += 1;
        result.rare += 1 / std::log1p(graph_.degree(*alter));
        result.active += double{of_a.log_over_four} * of_b.log_over_four;
        result.silence = std::min(result.silence, double{std::max(of_a.silence, of_b.silence)});
        result.paths += share(of_a, a) * share(of_b, *alter) + share(of_b, b) * share(of_a, *alter);
    }
    return result;
}

}  // namespace tertius
