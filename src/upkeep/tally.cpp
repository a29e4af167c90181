#include "tally.hpp"

#include <algorithm>
#include <cmath>

namespace tertius::detail {

namespace {

constexpr double followed_from = .6;

}  // namespace

Part Part::cases(const Belief& share)
{
    if (!share.scored()) return {};
    const double yes = std::clamp(share.value * (share.evidence + 2) - 1, 0.0, share.evidence);
    return {yes, share.evidence - yes};
}

Part Part::measured(double value, double records)
{
    return {value * records, (1 - value) * records, false};
}

Belief Part::belief() const
{
    Belief belief = share_belief(yes, no);
    if (belief.scored() && !counted) belief.value = yes / (yes + no);
    return belief;
}

bool Part::is_followed() const
{
    return yes >= followed_from * (yes + no);
}

Belief Tally::belief() const
{
    return mean(std::array{parts[0].belief(), parts[1].belief()});
}

double Tally::no(const Tally& overall) const
{
    double sum = 0;
    for (std::size_t part = 0; part < parts.size(); ++part)
        if (!overall.parts[part].is_followed()) sum += parts[part].no;
    return sum;
}

Tally& Tally::operator+=(const Tally& more)
{
    for (std::size_t part = 0; part < parts.size(); ++part) {
        if (more.parts[part].yes + more.parts[part].no == 0) continue;
        parts[part].yes += more.parts[part].yes;
        parts[part].no += more.parts[part].no;
        parts[part].counted = more.parts[part].counted;
    }
    kept += more.kept;
    of += more.of;
    records.insert(records.end(), more.records.begin(), more.records.end());
    return *this;
}

void Tally::halve()
{
    for (Part& part : parts) {
        part.yes /= 2;
        part.no /= 2;
    }
    kept /= 2;
    of /= 2;
}

}  // namespace tertius::detail
