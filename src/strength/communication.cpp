#include <tertius/strength/communication.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tertius {

namespace {

constexpr double usual_spread = 2;  // of the logarithm of a person's delays: mail is answered in minutes or in days
constexpr double channels_in_full = 5;

double bits(double share)
{
    return share > 0 ? -share * std::log2(share) : 0;
}

Belief balance_of(double turns_a, double turns_b)
{
    const double turns = turns_a + turns_b;
    if (turns == 0) return {};
    const double entropy = bits(turns_a / turns) + bits(turns_b / turns);
    const double value = entropy * turns / (turns + 2);
    return {value, std::sqrt(value * (1 - value) / (turns + 3)), turns};
}

/// A Poisson stream of sessions, ln 2 of those fading in a half-life: the chance of one more in it.
Belief pace_of(double sessions)
{
    const double none = std::exp2(-sessions);
    return {1 - none, none * std::numbers::ln2 * std::sqrt(sessions), sessions};
}

}  // namespace

Belief Responsiveness::value() const
{
    return mean(std::array{answering, attention, quickness});
}

TwoSided Communication::block() const
{
    const Belief to_higher = forward.value();
    const Belief to_lower = backward.value();
    return {to_higher, to_lower, mean(std::array{pace, balance, breadth, to_higher, to_lower})};
}

CommunicationReader::CommunicationReader(const EvidenceView& seen, const Network* network)
    : at_(seen.at), horizon_(seen.horizon), directed_(seen.directed), habits_(seen.size)
{
    for (const HistoryOfPair& pair : seen.histories) {
        const TieHistory& history = pair.history;
        if (history.count() == 0) continue;
        for (const bool forward : {true, false}) {
            Habit& habit = habits_[forward ? pair.low : pair.high];
            const double answers = history.answers(forward);
            habit.answers += answers;
            habit.awaited += history.awaited(!forward, at_);
            if (answers > 0) habit.log_delays += answers * history.mean_log_delay(forward);
        }
    }
    if (network == nullptr || network->interactions().channel.words.size() < 2) return;
    const Interactions& interactions = network->interactions();
    channel_ = interactions.channel.codes;
    messages_ = {interactions.from, interactions.to, interactions.time, at_,
                 [&](std::size_t row) { return channel_[row] != no_word; }};
}

Responsiveness CommunicationReader::responsiveness(const TieHistory& history, bool forward, const Habit& habit) const
{
    Responsiveness result;
    const double awaited = history.awaited(!forward, at_);
    const double answers = history.answers(forward);
    if (awaited == 0) return result;
    result.answering = share_belief(answers, awaited - answers);
    const double here = (answers + 1) / (awaited - answers + 1);
    const double anywhere = (habit.answers + 1) / (habit.awaited - habit.answers + 1);
    result.attention = result.answering;
    result.attention.value = here / (here + anywhere);
    if (answers == 0) return result;
    const double usual = habit.log_delays / habit.answers;
    const double own = history.mean_log_delay(forward);
    const double distance = (usual - own) / usual_spread * answers / (answers + 2);
    const double quick = std::erfc(-distance / std::numbers::sqrt2) / 2;
    result.quickness = {quick, std::sqrt(quick * (1 - quick) / (answers + 2)), answers};
    result.delay = std::exp(own);
    result.usual_delay = std::exp(usual);
    return result;
}

Belief CommunicationReader::breadth(PersonId a, PersonId b) const
{
    std::vector<std::uint32_t> used;
    for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)})
        for (const auto& message : messages_.between(from, to)) used.push_back(channel_[message.row]);
    if (used.empty()) return {};
    std::ranges::sort(used);
    const auto total = static_cast<double>(used.size());
    double entropy = 0;
    for (auto first = used.begin(); first != used.end();) {
        const auto last = std::upper_bound(first, used.end(), *first);
        entropy += bits(static_cast<double>(last - first) / total);
        first = last;
    }
    const double value = std::min(1.0, std::exp2(entropy) / channels_in_full);
    return {value, std::sqrt(value * (1 - value) / (total + 3)), total};
}

Communication CommunicationReader::between(const HistoryOfPair& pair) const
{
    const TieHistory& history = pair.history;
    Communication result;
    result.breadth = breadth(pair.low, pair.high);
    if (history.count() == 0) return result;
    result.pace = pace_of(history.faded(at_).sessions(horizon_));
    if (!directed_) return result;
    result.forward = responsiveness(history, true, habits_[pair.low]);
    result.backward = responsiveness(history, false, habits_[pair.high]);
    result.balance = balance_of(history.turns(true), history.turns(false));
    return result;
}

}  // namespace tertius
