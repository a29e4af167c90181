#include <tertius/graph/random.hpp>
#include <tertius/strength/tie_ledger.hpp>

#include "judge.hpp"

#include <algorithm>
#include <string>

namespace tertius {

namespace {

void check(const Interactions& interactions, Time last)
{
    for (std::size_t row = 0; row < interactions.time.size(); ++row) {
        if (interactions.from[row] == interactions.to[row])
            throw InvalidInput("tie.self_tie",
                               "interactions row " + std::to_string(row) + ": from and to are the same person");
        if (interactions.time[row] < last)
            throw InvalidInput("time.order", "interactions row " + std::to_string(row) + ": time is " +
                                                 std::to_string(interactions.time[row]) +
                                                 ", before the last event taken, at " + std::to_string(last));
    }
}

}  // namespace

std::size_t TieLedger::Mixed::operator()(std::uint64_t pair) const noexcept
{
    return Random::mix(pair);
}

void TieLedger::append(const Interactions& interactions, const Execution& execution)
{
    check(interactions, last_);
    const auto events = contacts(interactions, execution);
    for (const Contact& event : events) {
        const std::uint64_t pair = (std::uint64_t{event.low} << 32U) | event.high;
        const auto [found, is_new] = places_.emplace(pair, static_cast<std::uint32_t>(histories_.size()));
        if (is_new) histories_.push_back({event.low, event.high, {}});
        histories_[found->second].history.record(event.time, event.forward, event.share);
        last_ = std::max(last_, event.time);
        highest_ = std::max(highest_, event.high);
    }
}

TieStrengths TieLedger::tie_strengths(PersonId size, const StrengthOptions& options) const
{
    if (options.refine)
        throw InvalidOption("option.refine", "a ledger keeps no past to refine a model on; set refine = false");
    const Time at = options.at != no_time ? options.at : last_ == no_time ? 0 : last_;
    if (!histories_.empty() && at < last_)
        throw InvalidOption("option.at",
                            "at is " + std::to_string(at) + ", before the last event, at " + std::to_string(last_));
    if (!histories_.empty() && highest_ >= size)
        throw InvalidOption("option.size", "size is " + std::to_string(size) + ", but person " +
                                               std::to_string(highest_) + " has ties");
    detail::Case what{size, histories_, at, options.horizon_days};
    std::ranges::sort(what.histories, {}, [](const HistoryOfPair& pair) { return std::pair(pair.low, pair.high); });
    const StrengthModel& model = options.model ? *options.model : shipped_strength_model();
    return detail::judge(what, model, model, 0, options.execution);
}

}  // namespace tertius
