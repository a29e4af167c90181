#include <tertius/network/introduction_stage.hpp>
#include <tertius/strength/reciprocity.hpp>

#include "options.hpp"

#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

/// E[min(x, s)] for x ~ Beta(a, b): the mean below s, and s for the rest.
double mean_capped(double a, double b, double s)
{
    const double below = a / (a + b) * boost::math::ibeta(a + 1, b, s);
    return below + s * boost::math::ibetac(a, b, s);
}

/// The deviation that x in Beta(a, b) brings to a score that falls by 1 over a length of `scale`.
double deviation(double a, double b, double scale)
{
    const double sum = a + b;
    return std::min(std::sqrt(a * b / (sum * sum * (sum + 1))) / scale, Belief{}.deviation);
}

}  // namespace

TwoSided reciprocity(double given, double returned, double normal_share)
{
    const double evidence = given + returned;
    if (evidence == 0) return {};
    const double a = 1 + given;
    const double b = 1 + returned;
    const double s = normal_share;
    const double capped = mean_capped(a, b, s);
    // |x - s| = x + s - 2 min(x, s)
    const double distance = a / (a + b) + s - 2 * capped;
    const double farthest = std::max(s, 1 - s);
    const auto belief = [&](double value, double scale) {
        return Belief{std::clamp(value, 0.0, 1.0), deviation(a, b, scale), evidence};
    };
    return {belief(capped / s, s), belief(mean_capped(b, a, 1 - s) / (1 - s), 1 - s),
            belief(1 - distance / farthest, farthest)};
}

ReciprocityReader::ReciprocityReader(const Network& network, Time at, const ReciprocityOptions& options)
    : network_(network), at_(at), options_(options)
{
    detail::require_positive("half_life_days", options.half_life_days);
    const Exchanges& exchanges = network.exchanges();
    gifts_ = {exchanges.giver, exchanges.receiver, exchanges.time, at, detail::every_row};
    const Introductions& made = network.introductions();
    const auto is_made = [&](std::size_t row) { return was_made(made, row); };
    introduced_a_ = {made.broker, made.a, made.time, at, is_made};
    introduced_b_ = {made.broker, made.b, made.time, at, is_made};
}

double ReciprocityReader::given(PersonId person, PersonId other) const
{
    const NumberColumn& size = network_.exchanges().size;
    double total = 0;
    for (const auto& gift : gifts_.between(person, other)) {
        const double value = size.empty() || std::isnan(size[gift.row]) ? 1 : size[gift.row];
        total += value * faded(at_ - gift.time, options_.half_life_days);
    }
    for (const auto* introductions : {&introduced_a_, &introduced_b_})
        for (const auto& introduction : introductions->between(person, other))
            total += faded(at_ - introduction.time, options_.half_life_days);
    return total;
}

TwoSided ReciprocityReader::between(PersonId a, PersonId b, double normal_share) const
{
    return reciprocity(given(a, b), given(b, a), normal_share);
}

}  // namespace tertius
