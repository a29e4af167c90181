#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/belief.hpp>

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

constexpr double normal_quantile_95 = 1.6448536269514722;
using detail::seconds_in_day;

}  // namespace

bool Belief::scored() const
{
    return !std::isnan(value);
}

double Belief::low() const
{
    return scored() ? std::max(0.0, value - normal_quantile_95 * deviation) : 0;
}

double Belief::high() const
{
    return scored() ? std::min(1.0, value + normal_quantile_95 * deviation) : 1;
}

Belief share_belief(double yes, double no)
{
    if (yes + no == 0) return {};
    const double a = 1 + yes;
    const double b = 1 + no;
    const double sum = a + b;
    return {a / sum, std::sqrt(a * b / (sum * sum * (sum + 1))), yes + no};
}

Belief mean(std::span<const Belief> beliefs)
{
    double known = 0;
    double sum = 0;
    double variance = 0;
    double evidence = 0;
    for (const Belief& belief : beliefs) {
        if (!belief.scored()) continue;
        known += 1;
        sum += belief.value;
        variance += belief.deviation * belief.deviation;
        evidence += belief.evidence;
    }
    if (known == 0) return {};
    return {sum / known, std::sqrt(variance) / known, evidence};
}

Belief geometric_mean(const Belief& a, const Belief& b)
{
    if (!a.scored()) return b;
    if (!b.scored()) return a;
    const double value = std::sqrt(a.value * b.value);
    const double by_a = a.value > 0 ? value / (2 * a.value) : 0;  // derivatives
    const double by_b = b.value > 0 ? value / (2 * b.value) : 0;
    return {value, std::hypot(by_a * a.deviation, by_b * b.deviation), a.evidence + b.evidence};
}

Belief harmonic_mean(const Belief& a, const Belief& b)
{
    if (!a.scored() || !b.scored()) return {};
    const double sum = a.value + b.value;
    if (sum == 0) return {0, std::hypot(a.deviation, b.deviation) / 2, a.evidence + b.evidence};
    const double by_a = 2 * (b.value / sum) * (b.value / sum);  // derivatives
    const double by_b = 2 * (a.value / sum) * (a.value / sum);
    return {2 * a.value * b.value / sum, std::hypot(by_a * a.deviation, by_b * b.deviation), a.evidence + b.evidence};
}

double faded(Time age, double half_life_days)
{
    return std::exp2(-static_cast<double>(age) / (half_life_days * seconds_in_day));
}

}  // namespace tertius
