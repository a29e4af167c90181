#include <tertius/clusters/cover.hpp>

#include <algorithm>
#include <numeric>

namespace tertius {

namespace {

/// Items filed by row; within a row in the order in which they came.
struct Rows {
    std::vector<std::uint64_t> starts;
    std::vector<std::uint32_t> items;

    [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t row) const
    {
        return std::span(items).subspan(starts[row], starts[row + 1] - starts[row]);
    }
};

/// Files item(i) in row(i) for every i below `total`.
template <class Row, class Item>
Rows filed(std::size_t rows, std::size_t total, const Row& row, const Item& item)
{
    Rows made{std::vector<std::uint64_t>(rows + 1, 0), std::vector<std::uint32_t>(total)};
    for (std::size_t i = 0; i < total; ++i) ++made.starts[row(i) + 1];
    std::partial_sum(made.starts.begin(), made.starts.end(), made.starts.begin());
    auto next = made.starts;
    for (std::size_t i = 0; i < total; ++i) made.items[next[row(i)]++] = item(i);
    return made;
}

void check(PersonId size, std::span<const PersonId> people, std::span<const std::uint32_t> circles)
{
    if (people.size() != circles.size())
        throw InvalidInput("cover.columns", "the columns differ in length: people " + std::to_string(people.size()) +
                                                ", circles " + std::to_string(circles.size()));
    std::vector<bool> covered(size);
    for (std::size_t row = 0; row < people.size(); ++row) {
        if (people[row] >= size)
            throw InvalidInput("cover.person_range", "row " + std::to_string(row) + ": person " +
                                                         std::to_string(people[row]) + " is out of range; there are " +
                                                         std::to_string(size) + " people, numbered from 0");
        covered[people[row]] = true;
    }
    const auto left_out = std::ranges::find(covered, false);
    if (left_out != covered.end())
        throw InvalidInput("cover.no_circle", "person " + std::to_string(left_out - covered.begin()) +
                                                  " is in no circle; everybody must be in at least one");
}

/// Each group's people once and in ascending order. Group and person of every row lie in range.
Rows lists(const Partition& groups, PersonId size, std::span<const PersonId> people)
{
    const auto rows = filed(
        size, people.size(), [&](std::size_t row) { return people[row]; },
        [](std::size_t row) { return static_cast<std::uint32_t>(row); });
    auto made = filed(
        groups.count(), people.size(), [&](std::size_t place) { return groups.labels()[rows.items[place]]; },
        [&](std::size_t place) { return people[rows.items[place]]; });
    std::size_t kept = 0;
    for (std::size_t group = 0, begin = 0; group < groups.count(); ++group) {
        const std::size_t end = made.starts[group + 1];
        made.starts[group] = kept;
        for (std::size_t place = begin; place < end; ++place)
            if (kept == made.starts[group] || made.items[kept - 1] != made.items[place])
                made.items[kept++] = made.items[place];
        begin = end;
    }
    made.starts[groups.count()] = kept;
    made.items.resize(kept);
    return made;
}

}  // namespace

Cover::Cover(PersonId size, std::span<const PersonId> people, std::span<const std::uint32_t> circles)
{
    std::vector<CircleId> labels(circles.begin(), circles.end());
    *this = numbered(size, people, labels);
}

Cover::Cover(const Partition& partition)
{
    std::vector<PersonId> people(partition.size());
    std::iota(people.begin(), people.end(), 0U);
    *this = Cover(partition.size(), people, partition.labels());
}

Cover Cover::numbered(PersonId size, std::span<const PersonId> people, std::span<CircleId> circles)
{
    check(size, people, circles);
    const Partition groups(circles);
    const auto people_of = lists(groups, size, people);
    std::vector<std::uint32_t> order(groups.count());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        return std::ranges::lexicographical_compare(people_of[a], people_of[b]);
    });

    Cover cover;
    cover.people_.reserve(people_of.items.size());
    std::vector<CircleId> number(groups.count());
    for (const std::uint32_t group : order) {
        const auto list = people_of[group];
        const bool repeated = cover.count() > 0 && std::ranges::equal(cover.people(cover.count() - 1), list);
        if (!repeated) {
            cover.people_.insert(cover.people_.end(), list.begin(), list.end());
            cover.people_starts_.push_back(cover.people_.size());
        }
        number[group] = cover.count() - 1;
    }
    std::vector<CircleId> circle_of(cover.people_.size());
    for (CircleId circle = 0; circle < cover.count(); ++circle)
        std::fill(circle_of.begin() + static_cast<std::ptrdiff_t>(cover.people_starts_[circle]),
                  circle_of.begin() + static_cast<std::ptrdiff_t>(cover.people_starts_[circle + 1]), circle);
    auto by_person = filed(
        size, circle_of.size(), [&](std::size_t place) { return cover.people_[place]; },
        [&](std::size_t place) { return circle_of[place]; });
    cover.circle_starts_ = std::move(by_person.starts);
    cover.circles_ = std::move(by_person.items);
    std::ranges::transform(groups.labels(), circles.begin(), [&](ClusterId group) { return number[group]; });
    return cover;
}

}  // namespace tertius
