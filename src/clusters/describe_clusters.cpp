#include <tertius/clusters/describe_clusters.hpp>

#include "grouping.hpp"
#include "telling_values.hpp"
#include "tie_weights.hpp"

#include <tertius/clusters/density.hpp>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace tertius {

namespace {

void require_options(const DescribeOptions& options)
{
    if (options.limit == 0) throw InvalidOption("option.limit", "limit is 0; must be > 0");
    if (!(options.significance > 0 && options.significance <= 1))
        throw InvalidOption("option.significance",
                            "significance is " + std::to_string(options.significance) + "; must be in (0, 1]");
}

bool more_surprising(const TellingValue& a, const TellingValue& b)
{
    return std::tuple(-a.surprise, -a.lift, a.column, a.value) < std::tuple(-b.surprise, -b.lift, b.column, b.value);
}

bool heavier(const ClusterMember& a, const ClusterMember& b)
{
    return std::tuple(-a.weight, a.person) < std::tuple(-b.weight, b.person);
}

/// The first of all by `before`, at most `limit`.
template <class Item, class Before>
std::vector<Item> first_of(std::vector<Item>& all, std::size_t limit, const Before& before)
{
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(std::min(limit, all.size()));
    std::partial_sort(all.begin(), last, all.end(), before);
    return {all.begin(), last};
}

/// Working memory of one thread.
struct Scratch {
    detail::TellingValues::Scratch counts;
    std::vector<TellingValue> values;
    std::vector<ClusterMember> members;
    std::vector<double> tied;  // by cluster; 0 between uses
    std::vector<ClusterId> met;
};

template <std::floating_point Weight>
class Describer {
public:
    Describer(const TieGraph<Weight>& graph, const Partition& partition, std::span<const TraitColumn> traits,
              const DescribeOptions& options)
        : graph_(graph),
          partition_(partition),
          options_(options),
          values_(traits, graph.size()),
          scale_(detail::room_for_sums(graph)),
          weights_(detail::weights_of_people(options.execution, graph, partition, scale_)),
          members_(detail::group(partition.labels(), partition.count()))
    {
    }

    std::vector<ClusterDescription> all()
    {
        const auto conductances = detail::conductances_of(detail::weights_of_clusters(weights_, partition_));
        const auto dense = densities(graph_, partition_, options_.execution);
        std::vector<ClusterDescription> result(partition_.count());
        PerThread<Scratch> scratch([&] {
            return Scratch{values_.scratch(), {}, {}, std::vector<double>(partition_.count()), {}};
        });
        parallel_for(options_.execution, partition_.count(), 64, [&](std::size_t begin, std::size_t end) {
            for (auto cluster = static_cast<ClusterId>(begin); cluster < end; ++cluster) {
                auto& mine = scratch.local();
                const auto people = members_[cluster];
                result[cluster] = {static_cast<PersonId>(people.size()),
                                   conductances[cluster],
                                   dense[cluster],
                                   traits_of(people, mine),
                                   core_of(people, mine),
                                   bridges_of(people, mine)};
            }
        });
        return result;
    }

private:
    std::vector<TellingValue> traits_of(std::span<const PersonId> people, Scratch& scratch) const
    {
        scratch.values.clear();
        values_.collect(people, options_.significance, scratch.counts, scratch.values);
        return first_of(scratch.values, options_.limit, more_surprising);
    }

    std::vector<ClusterMember> core_of(std::span<const PersonId> people, Scratch& scratch) const
    {
        scratch.members.clear();
        for (const PersonId person : people) {
            const auto& weights = weights_[person];
            if (weights.inside > weights.outside)
                scratch.members.push_back({person, weights.inside, weights.inside / weights.all(), partition_[person]});
        }
        return in_given_unit(first_of(scratch.members, options_.limit, heavier));
    }

    std::vector<ClusterMember> bridges_of(std::span<const PersonId> people, Scratch& scratch) const
    {
        scratch.members.clear();
        for (const PersonId person : people) {
            const auto& weights = weights_[person];
            if (weights.outside > 0)
                scratch.members.push_back({person, weights.outside, weights.outside / weights.all(), 0});
        }
        auto bridges = first_of(scratch.members, options_.limit, heavier);
        for (ClusterMember& bridge : bridges) bridge.towards = main_target(bridge.person, scratch);
        return in_given_unit(std::move(bridges));
    }

    /// The other cluster to which most of a person's weight goes; of equals, the first.
    ClusterId main_target(PersonId person, Scratch& scratch) const
    {
        detail::visit_ties(graph_, scale_, person, [&](PersonId alter, double weight) {
            const ClusterId cluster = partition_[alter];
            if (cluster == partition_[person] || weight == 0) return;
            if (scratch.tied[cluster] == 0) scratch.met.push_back(cluster);
            scratch.tied[cluster] += weight;
        });
        const ClusterId most = *std::ranges::min_element(
            scratch.met, {}, [&](ClusterId cluster) { return std::pair(-scratch.tied[cluster], cluster); });
        for (const ClusterId cluster : scratch.met) scratch.tied[cluster] = 0;
        scratch.met.clear();
        return most;
    }

    [[nodiscard]] std::vector<ClusterMember> in_given_unit(std::vector<ClusterMember> members) const
    {
        for (ClusterMember& member : members) member.weight = member.weight / scale_(1);
        return members;
    }

    const TieGraph<Weight>& graph_;
    const Partition& partition_;
    const DescribeOptions& options_;
    detail::TellingValues values_;
    detail::WeightScale scale_;
    std::vector<detail::TieWeights> weights_;
    detail::Grouping members_;
};

}  // namespace

template <std::floating_point Weight>
std::vector<ClusterDescription> describe_clusters(const TieGraph<Weight>& graph, const Partition& partition,
                                                  std::span<const TraitColumn> traits, const DescribeOptions& options)
{
    require_partition(graph.size(), partition);
    require_options(options);
    DescribeOptions inner = options;
    inner.execution.threads = 0;
    return with_threads(options.execution, [&] { return Describer(graph, partition, traits, inner).all(); });
}

template std::vector<ClusterDescription> describe_clusters(const TieGraph<float>&, const Partition&,
                                                           std::span<const TraitColumn>, const DescribeOptions&);
template std::vector<ClusterDescription> describe_clusters(const TieGraph<double>&, const Partition&,
                                                           std::span<const TraitColumn>, const DescribeOptions&);

}  // namespace tertius
