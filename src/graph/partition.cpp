#include <tertius/graph/partition.hpp>

#include <algorithm>
#include <numeric>

namespace tertius {

namespace {

constexpr ClusterId unnumbered = nobody;

/// The labels' places among the distinct labels in use.
std::vector<std::uint32_t> ranks(std::span<const std::uint32_t> labels)
{
    std::vector<std::uint32_t> distinct(labels.begin(), labels.end());
    std::ranges::sort(distinct);
    const auto repeated = std::ranges::unique(distinct);
    distinct.erase(repeated.begin(), repeated.end());
    std::vector<std::uint32_t> result(labels.size());
    std::ranges::transform(labels, result.begin(), [&](std::uint32_t label) {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(distinct, label) - distinct.begin());
    });
    return result;
}

}  // namespace

Partition::Partition(std::span<const std::uint32_t> labels) : labels_(labels.size())
{
    // Labels below the number of people, the usual case, need no sorting.
    const bool small = std::ranges::all_of(labels, [&](std::uint32_t label) { return label < labels.size(); });
    const auto compact = small ? std::vector<std::uint32_t>(labels.begin(), labels.end()) : ranks(labels);
    std::vector<ClusterId> number(labels.size(), unnumbered);
    for (std::size_t person = 0; person < compact.size(); ++person) {
        ClusterId& cluster = number[compact[person]];
        if (cluster == unnumbered) {
            cluster = count();
            sizes_.push_back(0);
        }
        labels_[person] = cluster;
        ++sizes_[cluster];
    }
}

Partition Partition::singletons(PersonId size)
{
    std::vector<std::uint32_t> labels(size);
    std::iota(labels.begin(), labels.end(), 0U);
    return Partition(labels);
}

std::vector<std::vector<PersonId>> Partition::members() const
{
    std::vector<std::vector<PersonId>> result(count());
    for (ClusterId cluster = 0; cluster < count(); ++cluster) result[cluster].reserve(sizes_[cluster]);
    for (PersonId person = 0; person < size(); ++person) result[labels_[person]].push_back(person);
    return result;
}

}  // namespace tertius
