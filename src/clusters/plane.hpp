#pragma once

#include <cmath>

namespace tertius::detail {

/// A place in a picture, or a way to go in it, while the picture is worked out.
struct Point {
    double x = 0;
    double y = 0;

    Point& operator+=(Point other)
    {
        x += other.x;
        y += other.y;
        return *this;
    }
    friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
    friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
    friend Point operator*(double factor, Point point) { return {factor * point.x, factor * point.y}; }
};

[[nodiscard]] inline double dot(Point a, Point b)
{
    return a.x * b.x + a.y * b.y;
}

[[nodiscard]] inline double length(Point point)
{
    return std::sqrt(dot(point, point));
}

/// At most so long.
[[nodiscard]] inline Point capped(Point way, double longest)
{
    const double whole = length(way);
    return whole > longest ? (longest / whole) * way : way;
}

}  // namespace tertius::detail
