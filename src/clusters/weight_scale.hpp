#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <span>

namespace tertius::detail {

/// A power of two that brings weights to a common size, so that sums of the largest and the smallest weights a double
/// can hold neither overflow nor vanish. In two factors, as one may lie outside the range of a double.
class WeightScale {
public:
    WeightScale() = default;
    explicit WeightScale(int exponent)
        : first_(std::ldexp(1.0, exponent / 2)), second_(std::ldexp(1.0, exponent - exponent / 2))
    {
    }

    /// Brings the largest weight into [1/2, 1); leaves a graph without weights as it is.
    template <std::floating_point Weight>
    static WeightScale to_unit(std::span<const Weight> weights)
    {
        return WeightScale(-exponent_of_largest(weights));
    }

    template <std::floating_point Weight>
    static int exponent_of_largest(std::span<const Weight> weights)
    {
        Weight largest = 0;
        for (const Weight weight : weights) largest = std::max(largest, weight);
        int exponent = 0;
        std::frexp(largest, &exponent);
        return exponent;
    }

    double operator()(double weight) const { return weight * first_ * second_; }

private:
    double first_ = 1;
    double second_ = 1;
};

}  // namespace tertius::detail
