#include <tertius/graph/random.hpp>
#include <tertius/strength/cadence.hpp>
#include <tertius/strength/usual_pace.hpp>

#include "seconds_between.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace tertius {

namespace {

using detail::seconds_between;

constexpr std::array moments{.3, .45, .6, .75, .9};  // shares of the occasions
constexpr std::array steps{1.0 / 1024, 1.0 / 256, 1.0 / 64,
                           1.0 / 16,   1.0 / 4,   1.};  // of the time from a moment to the end
constexpr std::size_t most_pairs = 3000;
constexpr std::size_t grain = 256;
constexpr double impossible = 1e-9;
constexpr RelationshipNorm elsewhere{};  // 30 days, .8, 10

/// A silence of the past: what went before it, how long it was by then, and when it ended.
struct PastSilence {
    TieHistory history;
    double seconds;
    double until_end;  // of the log, from the moment of looking
    double lasted;     // from that moment on; infinite if it had not ended
};

/// The occasions of all pairs, or of those with the lowest hashes.
std::vector<Contact> of_drawn_pairs(std::span<const Contact> occasions)
{
    const auto hash = [](const Contact& contact) {
        return Random::mix((std::uint64_t{contact.low} << 32U) | contact.high);
    };
    std::vector<std::uint64_t> hashes;
    for (const Contact& contact : occasions)
        if (const std::uint64_t its = hash(contact); hashes.empty() || hashes.back() != its) hashes.push_back(its);
    std::vector<Contact> drawn(occasions.begin(), occasions.end());
    if (hashes.size() <= most_pairs) return drawn;
    std::ranges::nth_element(hashes, hashes.begin() + most_pairs);
    std::erase_if(drawn, [&](const Contact& contact) { return hash(contact) >= hashes[most_pairs]; });
    return drawn;
}

/// When the given shares of all occasions had passed.
std::vector<Time> moments_of(std::span<const Contact> occasions)
{
    std::vector<Time> times;
    times.reserve(occasions.size());
    for (const Contact& contact : occasions) times.push_back(contact.time);
    std::ranges::sort(times);
    std::vector<Time> result;
    result.reserve(moments.size());
    for (const double share : moments)
        result.push_back(times[static_cast<std::size_t>(share * static_cast<double>(times.size()))]);
    return result;
}

/// The silences of all pairs at a moment.
void look(std::span<const Contact> occasions, Time moment, Time at, const Execution& execution,
          std::vector<PastSilence>& silences)
{
    const auto until_end = static_cast<double>(seconds_between(moment, at));
    if (until_end == 0) return;
    auto next = occasions.begin();
    for (const HistoryOfPair& pair : tie_histories(occasions, moment, execution)) {
        next = std::ranges::lower_bound(next, occasions.end(), Contact{pair.low, pair.high, moment + 1, false, 0});
        const bool came = next != occasions.end() && next->low == pair.low && next->high == pair.high;
        silences.push_back({pair.history, static_cast<double>(seconds_between(pair.history.last_time(), moment)),
                            until_end,
                            came ? static_cast<double>(seconds_between(moment, next->time))
                                 : std::numeric_limits<double>::infinity()});
    }
}

/// How well a norm foretells when a silence ended.
double log_likelihood(const RelationshipNorm& norm, const PastSilence& silence)
{
    const Cadence cadence(norm, silence.history);
    double before = 0;
    for (const double step : steps) {
        const double by_then = cadence.chance_within(silence.seconds, step * silence.until_end);
        if (silence.lasted <= step * silence.until_end) return std::log(std::max(by_then - before, impossible));
        before = by_then;
    }
    return std::log(std::max(1 - before, impossible));
}

/// Where the search stands: logarithms of the gap, its spread and how lasting ties are, each over what is usual
/// elsewhere.
using Place = std::array<double, 3>;
constexpr Place lowest{-20, -5, -2.2};  // a tie lasts at first for more than one contact
constexpr Place highest{20, 5, 7};

RelationshipNorm norm_at(const Place& place)
{
    RelationshipNorm norm = elsewhere;
    norm.gap_days *= std::exp(place[0]);
    norm.gap_spread *= std::exp(place[1]);
    norm.lasting *= std::exp(place[2]);
    return norm;
}

double worth(const Place& place, std::span<const PastSilence> silences, const Execution& execution)
{
    const RelationshipNorm norm = norm_at(place);
    const double prior = place[0] * place[0] / 18 + place[1] * place[1] / 2 + place[2] * place[2] / 2;
    return deterministic_reduce(
               execution, silences.size(), grain, 0.0,
               [&](std::size_t begin, std::size_t end) {
                   double sum = 0;
                   for (const PastSilence& silence : silences.subspan(begin, end - begin))
                       sum += log_likelihood(norm, silence);
                   return sum;
               },
               std::plus<>{}) -
           prior;
}

/// Goes uphill along one number at a time, in steps that grow after a success and shrink after a failure.
Place best_place(std::span<const PastSilence> silences, const Execution& execution)
{
    constexpr double smallest_step = .02;
    constexpr int most_rounds = 60;
    Place place{};
    Place step{2, .5, .5};
    double best = worth(place, silences, execution);
    const auto moved = [&](std::size_t number) {
        for (const double way : {1., -1.}) {
            Place tried = place;
            tried[number] = std::clamp(tried[number] + way * step[number], lowest[number], highest[number]);
            const double reached = worth(tried, silences, execution);
            if (reached <= best) continue;
            best = reached;
            place = tried;
            step[number] *= way;  // the same way first the next time
            return true;
        }
        return false;
    };
    for (int round = 0;
         round < most_rounds && std::ranges::any_of(step, [](double s) { return std::abs(s) > smallest_step; });
         ++round)
        for (std::size_t number = 0; number < place.size(); ++number) step[number] *= moved(number) ? 1.5 : .4;
    return place;
}

}  // namespace

RelationshipNorm usual_pace(std::span<const Contact> occasions, Time at, const Execution& execution)
{
    if (occasions.empty()) return elsewhere;
    const std::vector<Contact> drawn = of_drawn_pairs(occasions);
    std::vector<PastSilence> silences;
    for (const Time moment : moments_of(occasions)) look(drawn, moment, at, execution, silences);
    return norm_at(best_place(silences, execution));
}

}  // namespace tertius
