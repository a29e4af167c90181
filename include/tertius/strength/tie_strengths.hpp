#pragma once

#include <tertius/graph/tie_graph_builder.hpp>
#include <tertius/network/columns.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace tertius {

/// "The records cannot show it": a building block without evidence. Never 0.
inline constexpr double unscored = std::numeric_limits<double>::quiet_NaN();

/// The six building blocks of a relationship, each in [0, 1] or unscored.
struct BuildingBlocks {
    double trust = unscored;
    double communication = unscored;
    double respect = unscored;
    double reciprocity = unscored;
    double alignment = unscored;  ///< common goals and values
    double empathy = unscored;    ///< empathy and understanding
};

/// How strong one tie is: the chance, in [0, 1], that the two are in contact within the horizon.
struct TieStrength {
    PersonId person = 0;  ///< the lower of the two
    PersonId alter = 0;
    double strength = 0;
    double low = 0;  ///< the 90 % interval of the strength
    double high = 0;
    double evidence = 0;  ///< interactions that it rests on; a message to n people counts 1/n
    double forward = 0;   ///< the chance of contact from person to alter
    double backward = 0;  ///< the chance of contact from alter to person
    BuildingBlocks blocks{};
};

/// The strengths of all ties of a network at one time, sorted by person and alter.
class TieStrengths {
public:
    TieStrengths() = default;
    /// Requires  ties sorted by (person, alter), person < alter, each pair once.
    TieStrengths(PersonId size, std::vector<TieStrength> ties);

    /// How many people the network has.
    [[nodiscard]] PersonId size() const { return graph_.size(); }
    [[nodiscard]] std::size_t tie_count() const { return ties_.size(); }
    [[nodiscard]] std::span<const TieStrength> ties() const { return ties_; }
    [[nodiscard]] const TieStrength& operator[](std::size_t tie) const { return ties_[tie]; }
    /// The place of the tie between two people, in either order; nothing for strangers. O(log ties).
    [[nodiscard]] std::optional<std::size_t> find(PersonId a, PersonId b) const;
    /// The ties as a graph whose weights are the strengths.
    [[nodiscard]] const TieGraph<double>& graph() const { return graph_; }

private:
    std::vector<TieStrength> ties_;
    TieGraph<double> graph_;
};

}  // namespace tertius
