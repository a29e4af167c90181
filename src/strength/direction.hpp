#pragma once

#include <tertius/strength/tie_history.hpp>

#include <array>
#include <cmath>

namespace tertius::detail {

/// The log shares of one way in a tie's contacts: over the horizon, over four horizons, and ever.
inline std::array<double, 3> log_shares(const TieHistory& history, const TieHistory::Faded& faded, double horizon,
                                        bool forward)
{
    const auto log_share = [](double part, double rest) { return std::log((part + .1) / (part + rest + .2)); };
    std::array<double, 3> shares{};
    std::size_t place = 0;
    for (const double horizons : {1.0, 4.0}) {
        const double f = faded.forward(horizons * horizon);
        const double b = faded.backward(horizons * horizon);
        shares[place++] = forward ? log_share(f, b) : log_share(b, f);
    }
    const double f = history.forward_count();
    const double b = history.backward_count();
    shares[place] = forward ? log_share(f, b) : log_share(b, f);
    return shares;
}

}  // namespace tertius::detail
