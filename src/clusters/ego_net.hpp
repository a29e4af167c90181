#pragma once

#include <tertius/graph/parallel.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tertius::detail {

/// One ego's alters, called by their places in ego's row, and the ties among them: falls into circles. Made once for
/// a thread and used for one ego after the other, so that no ego costs an allocation.
class EgoNet {
public:
    /// Forgets the last ego.
    void begin(std::size_t alters);

    /// Two alters know each other, by a positive weight. Every tie once.
    void tie(std::uint32_t a, std::uint32_t b, double weight);

    /// Whether an alter knows none of the others.
    [[nodiscard]] bool is_alone(std::size_t alter) const { return alone_[alter]; }
    [[nodiscard]] bool has_ties() const { return had_ties_; }

    /// Greedy modularity, level by level: alters move to the circle where they gain most, then whole circles do. Those
    /// who are alone go with the circle that ego has the heaviest ties to, `weights` (empty: all 1) beside the alters.
    ///
    /// Value  how many circles there are.
    template <class Weight>
    std::uint32_t split(const Execution& execution, double resolution, std::span<const Weight> weights)
    {
        find_circles(execution, resolution);
        heft_.assign(alone_.size(), 0);
        double heaviest = 0;  // so that sums do not overflow
        for (const Weight weight : weights) heaviest = std::max<double>(heaviest, weight);
        for (std::size_t alter = 0; alter < alone_.size(); ++alter)
            if (!alone_[alter]) heft_[circles_[alter]] += weights.empty() ? 1 : weights[alter] / heaviest;
        return settle();
    }

    /// Each alter's circle, numbered by the first alter.
    [[nodiscard]] std::span<const std::uint32_t> circles() const { return circles_; }

private:
    /// A unit is an alter at first, a circle on the levels above.
    struct UnitTie {
        std::uint32_t a;
        std::uint32_t b;
        double weight;
    };
    struct UnitEnd {
        std::uint32_t unit;
        float weight;
    };

    void find_circles(const Execution& execution, double resolution);
    void weigh_units();
    void file_ties();
    bool move_units(const Execution& execution, double resolution);
    bool move_unit(std::uint32_t unit, double price);
    bool merge_units();
    std::uint32_t settle();
    std::uint32_t number(std::span<std::uint32_t> labels, std::size_t bound);

    bool had_ties_ = false;
    std::vector<char> alone_;
    std::vector<std::uint32_t> circles_;
    std::vector<double> heft_;
    std::vector<std::uint32_t> number_;

    double total_ = 0;  // twice the weight of all ties
    std::vector<UnitTie> ties_;
    std::vector<std::uint32_t> starts_;
    std::vector<std::uint32_t> next_;
    std::vector<UnitEnd> ends_;
    std::vector<double> masses_;            // of units
    std::vector<double> held_;              // of circles
    std::vector<double> tied_;              // a unit's weight to each circle; 0 between units
    std::vector<std::uint32_t> circle_of_;  // of units
    std::vector<std::uint32_t> met_;
};

}  // namespace tertius::detail
