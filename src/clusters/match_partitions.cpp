#include <tertius/clusters/match_partitions.hpp>

#include "overlaps.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <string>
#include <tuple>

namespace tertius {

namespace {

/// Two clusters that match.
struct Match {
    ClusterId before = 0;
    ClusterId after = 0;
    PersonId people = 0;
    double overlap = 0;
};

/// The largest overlap first; of equals, the most people, then the lowest numbers.
bool closer(const Match& a, const Match& b)
{
    return std::tuple(-a.overlap, -static_cast<double>(a.people), a.before, a.after) <
           std::tuple(-b.overlap, -static_cast<double>(b.people), b.before, b.after);
}

void require_overlap(double overlap)
{
    if (!(overlap > 0 && overlap <= 1))
        throw InvalidOption("option.overlap", "overlap is " + std::to_string(overlap) + "; must be in (0, 1]");
}

/// A census' people in the order of their ids. Throws InvalidInput.
std::vector<PersonId> by_id(const Census& census, const Execution& execution)
{
    const auto& ids = census.ids;
    if (ids.size() != census.partition.size())
        throw InvalidInput("census.size", "the census has " + std::to_string(ids.size()) + " ids, its partition " +
                                              std::to_string(census.partition.size()) + " people");
    std::vector<PersonId> people(ids.size());
    std::iota(people.begin(), people.end(), PersonId{0});
    parallel_sort(execution, people.begin(), people.end(),
                  [&](PersonId a, PersonId b) { return std::tie(ids[a], a) < std::tie(ids[b], b); });
    const auto same = [&](PersonId a, PersonId b) { return ids[a] == ids[b]; };
    if (const auto twice = std::ranges::adjacent_find(people, same); twice != people.end())
        throw InvalidInput("census.id", "the id " + std::to_string(ids[*twice]) + " stands for the people " +
                                            std::to_string(twice[0]) + " and " + std::to_string(twice[1]) +
                                            " of one census; each person has their own");
    return people;
}

/// The overlaps among the people who are in both.
std::vector<detail::Overlap> shared_people(const Census& before, const Census& after, const Execution& execution)
{
    const auto first = by_id(before, execution);
    const auto second = by_id(after, execution);
    std::vector<ClusterId> was;
    std::vector<ClusterId> is;
    for (std::size_t a = 0, b = 0; a < first.size() && b < second.size();) {
        const std::uint64_t id_a = before.ids[first[a]];
        const std::uint64_t id_b = after.ids[second[b]];
        if (id_a == id_b) {
            was.push_back(before.partition[first[a]]);
            is.push_back(after.partition[second[b]]);
        }
        a += id_a <= id_b ? 1 : 0;
        b += id_b <= id_a ? 1 : 0;
    }
    return detail::overlaps(was, before.partition.count(), is, after.partition.count());
}

/// All pairs that overlap enough, closest first.
std::vector<Match> matches(const Census& before, const Census& after, const MatchOptions& options)
{
    std::vector<Match> result;
    for (const auto& shared : shared_people(before, after, options.execution)) {
        const double either = static_cast<double>(before.partition.sizes()[shared.a]) +
                              static_cast<double>(after.partition.sizes()[shared.b]) - shared.people;
        const double overlap = shared.people / either;
        if (overlap >= options.overlap) result.push_back({shared.a, shared.b, shared.people, overlap});
    }
    std::ranges::sort(result, closer);
    return result;
}

/// From the closest pair down: each cluster is carried on once, and carries one on.
std::vector<ClusterId> carried_on(const std::vector<Match>& closest_first, ClusterId before, ClusterId after)
{
    std::vector<bool> taken(before);
    std::vector<ClusterId> result(after, no_cluster);
    for (const Match& match : closest_first) {
        if (taken[match.before] || result[match.after] != no_cluster) continue;
        taken[match.before] = true;
        result[match.after] = match.before;
    }
    return result;
}

/// The matches of each cluster of one side, closest first.
class MatchesOf {
public:
    MatchesOf(const std::vector<Match>& all, ClusterId Match::*side, ClusterId count)
        : all_(all), places_(detail::group(labels(all, side), count))
    {
    }

    [[nodiscard]] std::size_t count(ClusterId cluster) const { return places_[cluster].size(); }
    [[nodiscard]] const Match& closest(ClusterId cluster) const { return all_[places_[cluster].front()]; }
    [[nodiscard]] std::span<const PersonId> places(ClusterId cluster) const { return places_[cluster]; }

private:
    static std::vector<ClusterId> labels(const std::vector<Match>& all, ClusterId Match::*side)
    {
        std::vector<ClusterId> result;
        result.reserve(all.size());
        for (const Match& match : all) result.push_back(match.*side);
        return result;
    }

    const std::vector<Match>& all_;
    detail::Grouping places_;
};

/// Puts the events together.
class Chronicle {
public:
    Chronicle(const Partition& before, const Partition& after, const std::vector<Match>& all)
        : before_(before),
          after_(after),
          all_(all),
          of_before_(all, &Match::before, before.count()),
          of_after_(all, &Match::after, after.count())
    {
    }

    std::vector<ClusterEvent> events()
    {
        for (ClusterId cluster = 0; cluster < before_.count(); ++cluster) {
            const std::size_t count = of_before_.count(cluster);
            if (count == 0) result_.push_back({ClusterChange::died, {cluster}, {}, {}});
            if (count == 1 && of_after_.count(of_before_.closest(cluster).after) == 1)
                add(ClusterChange::continued, of_before_.places(cluster));
            if (count > 1) add(ClusterChange::split, of_before_.places(cluster));
        }
        for (ClusterId cluster = 0; cluster < after_.count(); ++cluster)
            if (of_after_.count(cluster) > 1) add(ClusterChange::merged, of_after_.places(cluster));
        for (ClusterId cluster = 0; cluster < after_.count(); ++cluster)
            if (of_after_.count(cluster) == 0) result_.push_back({ClusterChange::born, {}, {cluster}, {}});
        return std::move(result_);
    }

private:
    void add(ClusterChange change, std::span<const PersonId> places)
    {
        ClusterEvent event{change, {}, {}, {}};
        double people_before = 0;
        double people_after = 0;
        for (const PersonId place : places) {
            const Match& match = all_[place];
            event.overlaps.push_back(match.overlap);
            if (change == ClusterChange::merged || event.before.empty()) {
                event.before.push_back(match.before);
                people_before += before_.sizes()[match.before];
            }
            if (change == ClusterChange::split || event.after.empty()) {
                event.after.push_back(match.after);
                people_after += after_.sizes()[match.after];
            }
        }
        event.growth = people_after / people_before - 1;
        result_.push_back(std::move(event));
    }

    const Partition& before_;
    const Partition& after_;
    const std::vector<Match>& all_;
    MatchesOf of_before_;
    MatchesOf of_after_;
    std::vector<ClusterEvent> result_;
};

}  // namespace

PartitionMatch match_partitions(const Census& before, const Census& after, const MatchOptions& options)
{
    require_overlap(options.overlap);
    const auto all = matches(before, after, options);
    return {Chronicle(before.partition, after.partition, all).events(),
            carried_on(all, before.partition.count(), after.partition.count())};
}

}  // namespace tertius
