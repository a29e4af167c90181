#include <tertius/introductions/acceptance.hpp>
#include <tertius/strength/strength_model.hpp>

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

constexpr Time load_window = Time{30} * 24 * 3600;
constexpr double usual_capacity = 3;  // introductions a month
constexpr double strength_from = 0.02;
constexpr double strength_to = 0.98;

double known(double reason)
{
    return std::isnan(reason) ? 0 : reason;
}

double standard_deviation(const NumberColumn& numbers)
{
    double count = 0;
    double sum = 0;
    for (const double number : numbers)
        if (!std::isnan(number)) {
            ++count;
            sum += number;
        }
    double squares = 0;
    for (const double number : numbers)
        if (!std::isnan(number)) squares += (number - sum / count) * (number - sum / count);
    return count > 0 ? std::sqrt(squares / count) : 0;
}

}  // namespace

Acceptance::Acceptance(const Network& network, Time at)
    : network_(network), level_deviation_(standard_deviation(network.people().level)), load_(network.size(), 0)
{
    const Introductions& asked = network.introductions();
    if (at != no_time)
        for (std::size_t row = 0; row < asked.time.size(); ++row) {
            if (asked.time[row] > at || asked.time[row] <= at - load_window) continue;
            ++load_[asked.a[row]];
            ++load_[asked.b[row]];
        }
    const NumberColumn& capacity = network.people().capacity;
    for (PersonId person = 0; person < network.size(); ++person) {
        const bool recorded = !capacity.empty() && !std::isnan(capacity[person]);
        // One who can bear none at all is asked too much by the first as by the second beyond one.
        load_[person] = recorded && capacity[person] < 1
                            ? load_[person] + 1
                            : load_[person] / (recorded ? capacity[person] : usual_capacity);
    }
}

double Acceptance::seniority(PersonId person, PersonId other) const
{
    const NumberColumn& level = network_.people().level;
    if (level.empty()) return unscored;
    const double above = level[other] - level[person];
    return level_deviation_ > 0 ? std::tanh(above / level_deviation_) : above;
}

double Acceptance::chance(PersonId person, PersonId other, double strength, const Benefit& gains) const
{
    const AcceptanceWeights& weights = acceptance_weights;
    const double odds = weights.base + weights.standing * log_odds(std::clamp(strength, strength_from, strength_to)) +
                        weights.needs_met * known(gains.needs_met) + weights.opening * known(gains.opening) +
                        weights.seniority * known(seniority(person, other)) + weights.load * load_[person];
    return probability(odds);
}

}  // namespace tertius
