#include <tertius/strength/strength_model.hpp>

#include <algorithm>
#include <cmath>

namespace tertius {

Eigen::Matrix<double, 1, static_cast<int>(StrengthModel::size)> StrengthModel::standardised(
    const Eigen::Ref<const Eigen::Matrix<double, 1, static_cast<int>(size)>>& row) const
{
    constexpr double most = 5;
    Eigen::Matrix<double, 1, static_cast<int>(size)> result;
    for (std::size_t column = 0; column < size; ++column) {
        const auto place = static_cast<Eigen::Index>(column);
        const double value = (row[place] - mean[column]) / deviation[column];
        result[place] = std::isnan(value) ? value : std::clamp(value, -most, most);
    }
    return result;
}

double StrengthModel::chance(const Eigen::Ref<const Eigen::Matrix<double, 1, static_cast<int>(size)>>& row) const
{
    const auto values = standardised(row);
    double sum = base;
    for (std::size_t column = 0; column < size; ++column)
        if (const double value = values[static_cast<Eigen::Index>(column)]; !std::isnan(value))
            sum += weight[column] * value;
    return probability(sum);
}

double log_odds(double probability)
{
    return std::log(probability) - std::log1p(-probability);
}

double probability(double log_odds)
{
    return 1 / (1 + std::exp(-log_odds));
}

}  // namespace tertius
