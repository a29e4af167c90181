#pragma once

#include <tertius/graph/error.hpp>

#include <cmath>
#include <string>

namespace tertius::detail {

inline void require_positive(const std::string& option, double value)
{
    if (!(value > 0))
        throw InvalidOption("option." + option, option + " is " + std::to_string(value) + "; must be > 0");
}

inline void require_positive_and_finite(const std::string& option, double value)
{
    if (!(value > 0) || std::isinf(value))
        throw InvalidOption("option." + option, option + " is " + std::to_string(value) + "; must be finite and > 0");
}

}  // namespace tertius::detail
