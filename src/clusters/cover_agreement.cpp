#include <tertius/clusters/cover_agreement.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace tertius {

namespace {

// ---- omega --------------------------------------------------------------------------------------------------------

/// People who are in the same circles in both covers: to omega they are one, times their number.
struct Groups {
    std::vector<PersonId> first;  // of each group
    std::vector<std::uint64_t> sizes;
    std::vector<std::vector<std::uint32_t>> in_a;  // the groups in each circle
    std::vector<std::vector<std::uint32_t>> in_b;
};

bool same_circles(const Cover& cover, PersonId x, PersonId y)
{
    return std::ranges::equal(cover.circles(x), cover.circles(y));
}

void file_group(const Cover& cover, PersonId person, std::uint32_t group, std::vector<std::vector<std::uint32_t>>& in)
{
    for (const CircleId circle : cover.circles(person)) in[circle].push_back(group);
}

Groups groups_of(const Cover& a, const Cover& b, const Execution& execution)
{
    std::vector<PersonId> order(a.size());
    std::iota(order.begin(), order.end(), 0U);
    parallel_sort(execution, order.begin(), order.end(), [&](PersonId x, PersonId y) {
        if (!same_circles(a, x, y)) return std::ranges::lexicographical_compare(a.circles(x), a.circles(y));
        if (!same_circles(b, x, y)) return std::ranges::lexicographical_compare(b.circles(x), b.circles(y));
        return x < y;
    });
    Groups groups;
    groups.in_a.resize(a.count());
    groups.in_b.resize(b.count());
    for (const PersonId person : order) {
        if (groups.first.empty() || !same_circles(a, groups.first.back(), person) ||
            !same_circles(b, groups.first.back(), person)) {
            const auto group = static_cast<std::uint32_t>(groups.first.size());
            groups.first.push_back(person);
            groups.sizes.push_back(0);
            file_group(a, person, group, groups.in_a);
            file_group(b, person, group, groups.in_b);
        }
        ++groups.sizes.back();
    }
    return groups;
}

/// How many pairs share 0, 1, 2, ... circles.
struct Shared {
    std::vector<std::uint64_t> in_a;
    std::vector<std::uint64_t> in_b;
    std::vector<std::uint64_t> in_both;  // as many in one as in the other

    void add(std::uint32_t a, std::uint32_t b, std::uint64_t pairs)
    {
        const std::size_t needed = std::size_t{std::max(a, b)} + 1;
        if (in_a.size() < needed) widen(needed);
        in_a[a] += pairs;
        in_b[b] += pairs;
        if (a == b) in_both[a] += pairs;
    }
    void widen(std::size_t size)
    {
        for (auto* counts : {&in_a, &in_b, &in_both}) counts->resize(size);
    }
    [[nodiscard]] Shared joined(const Shared& other) const
    {
        Shared sum = *this;
        sum.widen(std::max(in_a.size(), other.in_a.size()));
        for (std::size_t k = 0; k < other.in_a.size(); ++k) {
            sum.in_a[k] += other.in_a[k];
            sum.in_b[k] += other.in_b[k];
            sum.in_both[k] += other.in_both[k];
        }
        return sum;
    }
};

/// How many circles a group shares with each later one.
class Tally {
public:
    explicit Tally(std::size_t groups) : in_a_(groups), in_b_(groups) {}

    void count(const Cover& a, const Cover& b, const Groups& groups, std::uint32_t group, Shared& shared)
    {
        const PersonId person = groups.first[group];
        for (const CircleId circle : a.circles(person)) meet(groups.in_a[circle], group, in_a_);
        for (const CircleId circle : b.circles(person)) meet(groups.in_b[circle], group, in_b_);
        const std::uint64_t people = groups.sizes[group];
        shared.add(static_cast<std::uint32_t>(a.circles(person).size()),
                   static_cast<std::uint32_t>(b.circles(person).size()), people * (people - 1) / 2);
        for (const std::uint32_t other : met_)
            shared.add(std::exchange(in_a_[other], 0), std::exchange(in_b_[other], 0), people * groups.sizes[other]);
        met_.clear();
    }

private:
    /// Groups in a circle stand in ascending order.
    void meet(const std::vector<std::uint32_t>& circle, std::uint32_t group, std::vector<std::uint32_t>& count)
    {
        for (auto other = std::ranges::upper_bound(circle, group); other != circle.end(); ++other) {
            if (in_a_[*other] == 0 && in_b_[*other] == 0) met_.push_back(*other);
            ++count[*other];
        }
    }

    std::vector<std::uint32_t> in_a_;
    std::vector<std::uint32_t> in_b_;
    std::vector<std::uint32_t> met_;
};

Shared shared_circles(const Cover& a, const Cover& b, const Execution& execution)
{
    const auto groups = groups_of(a, b, execution);
    PerThread<Tally> tallies([&] { return Tally(groups.sizes.size()); });
    auto shared = deterministic_reduce(
        execution, groups.sizes.size(), 256, Shared{},
        [&](std::size_t begin, std::size_t end) {
            Shared piece;
            auto& tally = tallies.local();
            for (; begin < end; ++begin) tally.count(a, b, groups, static_cast<std::uint32_t>(begin), piece);
            return piece;
        },
        [](const Shared& left, const Shared& right) { return left.joined(right); });
    // Whoever never met shares nothing.
    const std::uint64_t people = a.size();
    const std::uint64_t met = std::accumulate(shared.in_a.begin(), shared.in_a.end(), std::uint64_t{0});
    shared.add(0, 0, people * (people - 1) / 2 - met);
    return shared;
}

// ---- mutual information -------------------------------------------------------------------------------------------

/// -p log p of a share of the people.
double term(double share)
{
    return share > 0 ? -share * std::log(share) : 0;
}

/// The entropy of being in a circle or not.
double entropy(double share)
{
    return term(share) + term(1 - share);
}

/// H(x|y), from the people of x, of y and of both; H(x) if y tells no more than its opposite would.
double conditional_entropy(double x, double y, double both, double people)
{
    const double outside = term((people - x - y + both) / people);
    const double only_x = term((x - both) / people);
    const double only_y = term((y - both) / people);
    const double shared = term(both / people);
    if (outside + shared < only_x + only_y) return entropy(x / people);
    return outside + only_x + only_y + shared - entropy(y / people);
}

/// How many circles of each size there are, the largest first.
std::vector<std::pair<std::size_t, std::size_t>> sizes_of(const Cover& cover)
{
    std::vector<std::size_t> sizes(cover.count());
    for (CircleId circle = 0; circle < cover.count(); ++circle) sizes[circle] = cover.people(circle).size();
    std::ranges::sort(sizes, std::greater<>());
    std::vector<std::pair<std::size_t, std::size_t>> counted;
    for (const std::size_t size : sizes) {
        if (counted.empty() || counted.back().first != size) counted.emplace_back(size, 0);
        ++counted.back().second;
    }
    return counted;
}

/// What one cover leaves unknown of another's circles.
class Uncertainty {
public:
    Uncertainty(const Cover& of, const Cover& given)
        : of_(of), given_(given), sizes_(sizes_of(given)), common_(given.count()), people_(of.size())
    {
    }

    /// The least H(x|y).
    double operator()(CircleId x)
    {
        const auto people = of_.people(x);
        for (const PersonId person : people)
            for (const CircleId y : given_.circles(person))
                if (common_[y]++ == 0) met_.push_back(y);
        const auto size = static_cast<double>(people.size());
        double least = entropy(size / people_);
        met_sizes_.clear();
        for (const CircleId y : met_) {
            const std::size_t other = given_.people(y).size();
            met_sizes_.push_back(other);
            const auto both = static_cast<double>(std::exchange(common_[y], 0));
            least = std::min(least, conditional_entropy(size, static_cast<double>(other), both, people_));
        }
        met_.clear();
        return std::min(least, given_strangers(size));
    }

private:
    /// The least H(x|y) over circles y without people of x: the larger y is, the more it tells.
    double given_strangers(double size)
    {
        std::ranges::sort(met_sizes_, std::greater<>());
        auto met = met_sizes_.begin();
        for (const auto& [other, count] : sizes_) {
            const auto last = std::find_if(met, met_sizes_.end(), [&](std::size_t s) { return s != other; });
            const bool all_met = std::cmp_equal(last - met, count);
            met = last;
            if (all_met) continue;
            const double left = conditional_entropy(size, static_cast<double>(other), 0, people_);
            if (left < entropy(size / people_)) return left;
        }
        return std::numeric_limits<double>::infinity();
    }

    const Cover& of_;
    const Cover& given_;
    std::vector<std::pair<std::size_t, std::size_t>> sizes_;
    std::vector<std::uint32_t> common_;  // people of x in each circle
    std::vector<CircleId> met_;
    std::vector<std::size_t> met_sizes_;
    double people_;
};

double entropy_of(const Cover& cover)
{
    double total = 0;
    for (CircleId circle = 0; circle < cover.count(); ++circle)
        total += entropy(static_cast<double>(cover.people(circle).size()) / cover.size());
    return total;
}

double left_unknown(const Cover& of, const Cover& given, const Execution& execution)
{
    PerThread<Uncertainty> uncertainty([&] { return Uncertainty(of, given); });
    return deterministic_reduce(
        execution, of.count(), 64, 0.0,
        [&](std::size_t begin, std::size_t end) {
            double total = 0;
            for (; begin < end; ++begin) total += uncertainty.local()(static_cast<CircleId>(begin));
            return total;
        },
        [](double left, double right) { return left + right; });
}

}  // namespace

double omega(const Cover& a, const Cover& b, const Execution& execution)
{
    require_same_people(a, b);
    if (a == b) return 1;
    const auto shared = with_threads(execution, [&] {
        Execution inner = execution;
        inner.threads = 0;
        return shared_circles(a, b, inner);
    });
    const auto same = std::accumulate(shared.in_both.begin(), shared.in_both.end(), std::uint64_t{0});
    const auto all = std::accumulate(shared.in_a.begin(), shared.in_a.end(), std::uint64_t{0});
    if (same == all) return 1;  // whatever chance would give
    const auto pairs = static_cast<double>(all);
    const double observed = static_cast<double>(same) / pairs;
    double expected = 0;
    for (std::size_t k = 0; k < shared.in_a.size(); ++k)
        expected += (static_cast<double>(shared.in_a[k]) / pairs) * (static_cast<double>(shared.in_b[k]) / pairs);
    return (observed - expected) / (1 - expected);
}

double overlapping_mutual_information(const Cover& a, const Cover& b, const Execution& execution)
{
    require_same_people(a, b);
    if (a == b) return 1;
    return with_threads(execution, [&] {
        Execution inner = execution;
        inner.threads = 0;
        const double of_a = entropy_of(a);
        const double of_b = entropy_of(b);
        const double known = (of_a - left_unknown(a, b, inner) + of_b - left_unknown(b, a, inner)) / 2;
        return std::clamp(known / std::max(of_a, of_b), 0.0, 1.0);
    });
}

}  // namespace tertius
