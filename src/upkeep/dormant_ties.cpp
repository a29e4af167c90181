#include <tertius/network/detail/moment.hpp>
#include <tertius/upkeep/dormant_ties.hpp>

#include <tertius/introductions/shared_contacts.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

namespace tertius {

namespace {

constexpr double once_strong = .9;
constexpr double least_silence = 2;  // horizons
constexpr double best_shared = 10;   // contacts

void require_consistent(const TieStrengths& strengths, const TieCourses& courses, const DormantTiesOptions& options)
{
    require_person(strengths.graph(), courses.ego);
    if (strengths.setting().at != courses.at)
        throw InvalidInput("dormant.times", "the strengths are of " + std::to_string(strengths.setting().at) +
                                                ", the courses of " + std::to_string(courses.at));
    for (const TieCourse& tie : courses.ties) require_person(strengths.graph(), tie.alter);
    if (options.clusters.size() > 0) require_partition(strengths.size(), options.clusters);
    if (options.limit < 1)
        throw InvalidOption("option.limit", "limit is " + std::to_string(options.limit) + "; must be at least 1");
}

/// The share of ego's strength that goes to other clusters than each; empty without clusters.
std::vector<double> shares_elsewhere(const TieGraph<double>& graph, PersonId ego, const Partition& clusters)
{
    std::vector<double> shares(clusters.count(), 1);
    if (shares.empty()) return shares;
    const double total = graph.weighted_degree(ego);
    for (const auto& tie : graph.ties_of(ego))
        if (total > 0) shares[clusters[tie.target]] -= tie.weight / total;
    return shares;
}

/// An inverted U in shared contacts.
double usefulness(double shared)
{
    const double x = (shared + 1) / (best_shared + 1);
    return x * std::exp(1 - x);
}

double novelty(const DormantTie& tie, const Partition& clusters, const std::vector<double>& elsewhere)
{
    const double others = tie.unknown + tie.shared;
    if (others == 0) return .5;
    const double of_contacts = (tie.unknown + 1.0) / (others + 2);
    return elsewhere.empty() ? of_contacts : std::sqrt(of_contacts * std::max(0.0, elsewhere[clusters[tie.alter]]));
}

}  // namespace

std::vector<DormantTie> dormant_ties(const TieStrengths& strengths, const TieCourses& courses,
                                     const DormantTiesOptions& options)
{
    require_consistent(strengths, courses, options);
    const auto& graph = strengths.graph();
    const auto elsewhere = shares_elsewhere(graph, courses.ego, options.clusters);
    std::vector<DormantTie> dormant;
    for (const TieCourse& course : courses.ties) {
        if (course.contacts == 0 || course.best < once_strong || course.alive >= living) continue;
        const double silence_days = static_cast<double>(courses.at - course.last) / detail::seconds_in_day;
        const auto place = strengths.find(courses.ego, course.alter);
        if (silence_days < least_silence * courses.horizon_days || !place || strengths[*place].strength >= living)
            continue;
        DormantTie tie{course.alter, silence_days, 0, strengths[*place].strength, course.contacts};
        tie.shared = shared_contacts(graph, courses.ego, course.alter).count;
        tie.unknown = static_cast<std::uint32_t>(graph.degree(course.alter) - 1) - tie.shared;
        tie.opportunity = course.best * novelty(tie, options.clusters, elsewhere) * usefulness(tie.shared);
        dormant.push_back(tie);
    }
    std::ranges::sort(dormant, {}, [](const DormantTie& tie) { return std::tuple(-tie.opportunity, tie.alter); });
    if (dormant.size() > options.limit) dormant.resize(options.limit);
    return dormant;
}

}  // namespace tertius
