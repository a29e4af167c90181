#include "crowd.hpp"

#include <algorithm>

namespace tertius::detail {

namespace {

constexpr std::size_t people_a_field = 4;
constexpr double softness = 0.02;  // whoever comes very close pushes no harder than this allows

Point push(Point from, Point at, double people)
{
    const Point apart = at - from;
    return (people / (dot(apart, apart) + softness)) * apart;
}

}  // namespace

Crowd::Crowd(std::size_t people)
{
    while ((people_a_field << (2U * depth_)) < people) ++depth_;
    for (unsigned level = 0; level <= depth_; ++level) squares_.emplace_back(std::size_t{1} << (2U * level));
    starts_.resize((std::size_t{1} << (2U * depth_)) + 1);
    fields_.resize(people);
    people_.resize(people);
}

void Crowd::file(std::span<const Point> people)
{
    reach_ = 1e-9;
    for (const Point person : people) reach_ = std::max({reach_, std::abs(person.x), std::abs(person.y)});
    std::ranges::fill(starts_, 0);
    for (std::size_t place = 0; place < people.size(); ++place) {
        const std::size_t number = (field(people[place].y) << depth_) + field(people[place].x);
        fields_[place] = static_cast<std::uint32_t>(number);
        ++starts_[number];
    }
    std::uint32_t filed = 0;
    for (std::uint32_t& start : starts_) start = filed += start;  // each field's end, until its people are filed
    for (std::size_t place = people.size(); place-- > 0;) people_[--starts_[fields_[place]]] = people[place];
    sum_squares();
}

Point Crowd::push_at(Point place) const
{
    const std::size_t column = field(place.x);
    const std::size_t row = field(place.y);
    Point sum;
    visit_neighbours(column, row, [&](Point other) { sum += push(other, place, 1); });
    for (unsigned level = depth_; level >= 2; --level)
        sum += push_of_squares(place, level, column >> (depth_ - level), row >> (depth_ - level));
    return sum;
}

Point Crowd::way_apart(Point place, double distance) const
{
    Point way;
    visit_neighbours(field(place.x), field(place.y), [&](Point other) {
        const Point apart = place - other;
        const double now = length(apart);
        if (now > 0 && now < distance) way += (0.5 * (distance - now) / now) * apart;
    });
    return way;
}

std::size_t Crowd::field(double coordinate) const
{
    const std::size_t side = std::size_t{1} << depth_;
    const double share = (coordinate / reach_ + 1) / 2;
    return std::min(side - 1, static_cast<std::size_t>(std::max(0.0, share * static_cast<double>(side))));
}

template <class Visit>
void Crowd::visit_neighbours(std::size_t column, std::size_t row, const Visit& visit) const
{
    const std::size_t side = std::size_t{1} << depth_;
    const std::size_t first = column - (column > 0 ? 1 : 0);
    const std::size_t last = std::min(side, column + 2);
    for (std::size_t beside = row - (row > 0 ? 1 : 0); beside < std::min(side, row + 2); ++beside)
        for (auto person = starts_[beside * side + first]; person < starts_[beside * side + last]; ++person)
            visit(people_[person]);
}

/// Of the squares that do not touch this one, while the squares that they are quarters of touched its own.
Point Crowd::push_of_squares(Point place, unsigned level, std::size_t column, std::size_t row) const
{
    const std::size_t side = std::size_t{1} << level;
    const auto begin = [](std::size_t at) { return at / 2 > 0 ? 2 * (at / 2 - 1) : 0; };
    const auto end = [side](std::size_t at) { return std::min(side, 2 * (at / 2 + 2)); };
    const auto touches = [](std::size_t a, std::size_t b) { return a <= b + 1 && b <= a + 1; };
    Point sum;
    for (std::size_t y = begin(row); y < end(row); ++y)
        for (std::size_t x = begin(column); x < end(column); ++x) {
            const Square& square = squares_[level][y * side + x];
            if (square.people > 0 && !(touches(x, column) && touches(y, row)))
                sum += push(square.middle, place, square.people);
        }
    return sum;
}

void Crowd::sum_squares()
{
    for (auto& level : squares_) std::ranges::fill(level, Square{});
    const std::size_t side = std::size_t{1} << depth_;
    auto& fields = squares_.back();
    for (std::size_t number = 0; number < side * side; ++number) {
        for (auto person = starts_[number]; person < starts_[number + 1]; ++person)
            fields[number].middle += people_[person];
        fields[number].people = starts_[number + 1] - starts_[number];
    }
    for (std::size_t level = squares_.size() - 1; level-- > 0;) {
        const std::size_t wide = std::size_t{1} << level;
        for (std::size_t y = 0; y < 2 * wide; ++y)
            for (std::size_t x = 0; x < 2 * wide; ++x) {
                const Square& quarter = squares_[level + 1][y * 2 * wide + x];
                Square& whole = squares_[level][y / 2 * wide + x / 2];
                whole.middle += quarter.middle;
                whole.people += quarter.people;
            }
    }
    for (auto& level : squares_)
        for (Square& square : level)
            if (square.people > 0) square.middle = (1 / square.people) * square.middle;
}

}  // namespace tertius::detail
