#pragma once

#include "plane.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tertius::detail {

/// Everybody in one disc, filed so that what they push one another with is quickly added up.
///
/// The square around the crowd is halved both ways until about four people share a field. Neighbouring fields are asked
/// person by person; farther ones as one person of their weight, in the largest squares that do not touch the own one.
class Crowd {
public:
    explicit Crowd(std::size_t people);

    /// Files the people where they stand now.
    void file(std::span<const Point> people);

    /// The sum of (place - other) / |place - other|^2 over everybody; who stands there themselves adds nothing.
    [[nodiscard]] Point push_at(Point place) const;

    /// The way that leads off everybody who is nearer than `distance`, half of what is missing from each.
    [[nodiscard]] Point way_apart(Point place, double distance) const;

private:
    struct Square {
        Point middle{};
        double people = 0;
    };

    [[nodiscard]] std::size_t field(double coordinate) const;
    template <class Visit>
    void visit_neighbours(std::size_t column, std::size_t row, const Visit& visit) const;
    [[nodiscard]] Point push_of_squares(Point place, unsigned level, std::size_t column, std::size_t row) const;
    void sum_squares();

    unsigned depth_ = 0;
    double reach_ = 0;
    std::vector<std::uint32_t> starts_;         // of each field's people in `people_`
    std::vector<std::uint32_t> fields_;         // of each person
    std::vector<Point> people_;                 // field by field
    std::vector<std::vector<Square>> squares_;  // of each level, 4^level
};

}  // namespace tertius::detail
