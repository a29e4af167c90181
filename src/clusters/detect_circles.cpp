#include <tertius/clusters/detect_circles.hpp>

#include "ego_net.hpp"

#include <tertius/clusters/quality.hpp>
#include <tertius/graph/tie_graph_builder.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace tertius {

namespace {

void require_local_resolution(double resolution)
{
    if (!(std::isfinite(resolution) && resolution > 0))
        throw InvalidOption("option.local_resolution",
                            "local_resolution is " + std::to_string(resolution) + "; must be finite and > 0");
}

/// Who begins where, and who stays, is said of people; personas are found only on the way.
void require_free_personas(const ClusterOptions& options)
{
    if (options.start || !options.fixed.empty())
        throw InvalidOption("option.start",
                            "start and fixed are given, but circles are clusters of personas, not of "
                            "people; leave both empty");
}

template <class Weight>
Weight weight_at(const TieGraph<Weight>& graph, PersonId ego, std::size_t place)
{
    return graph.is_weighted() ? graph.weights(ego)[place] : Weight{1};
}

/// Whether a has more ties than b; of equals, the higher number leads.
template <class Weight>
bool leads(const TieGraph<Weight>& graph, PersonId a, PersonId b)
{
    return std::pair(graph.degree(a), a) > std::pair(graph.degree(b), b);
}

/// Everybody's ties to those who lead. A triangle is told by its two lower people, so that no hub's row is walked
/// through once for each of its alters.
template <class Weight>
class Leaders {
public:
    Leaders(const Execution& execution, const TieGraph<Weight>& graph) : starts_(std::size_t{graph.size()} + 1, 0)
    {
        const auto each = [&](const auto& visit) {
            parallel_for(execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
                for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego)
                    for (const auto& tie : graph.ties_of(ego))
                        if (tie.weight > 0 && leads(graph, tie.target, ego)) visit(tie);
            });
        };
        each([&](const auto& tie) { ++starts_[tie.source + 1]; });
        std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
        people_.resize(starts_.back());
        if (graph.is_weighted()) weights_.resize(starts_.back());
        auto next = starts_;
        each([&](const auto& tie) {
            const auto place = next[tie.source]++;
            people_[place] = tie.target;
            if (!weights_.empty()) weights_[place] = tie.weight;
        });
    }

    /// Calls visit(leader, weight) for each leader of a person.
    template <class Visit>
    void each(PersonId person, const Visit& visit) const
    {
        for (auto place = starts_[person]; place < starts_[person + 1]; ++place)
            visit(people_[place], weights_.empty() ? 1.0 : static_cast<double>(weights_[place]));
    }

private:
    std::vector<std::uint64_t> starts_;
    std::vector<PersonId> people_;
    std::vector<Weight> weights_;
};

/// What one thread works with.
struct Desk {
    std::vector<std::uint32_t> places;  // of ego's alters in ego's row, from 1; 0 for everybody else
    detail::EgoNet net;
};

struct Personas {
    std::vector<PersonId> persons;       // whose each one is
    std::vector<PersonaId> of_ends;      // of each tie end
    std::vector<char> bridges;           // each tie end; of weight 0, or without a contact in common
    std::vector<char> has_bridges_only;  // each person
};

template <class Weight>
void tell_ties(const TieGraph<Weight>& graph, const Leaders<Weight>& leaders, PersonId ego, Desk& desk)
{
    const auto alters = graph.alters(ego);
    desk.net.begin(alters.size());
    for (std::size_t place = 0; place < alters.size(); ++place)
        if (weight_at(graph, ego, place) > 0) desk.places[alters[place]] = static_cast<std::uint32_t>(place + 1);
    for (const PersonId alter : alters)
        if (const auto place = desk.places[alter]; place > 0)
            leaders.each(alter, [&](PersonId other, double weight) {
                if (const auto there = desk.places[other]; there > 0) desk.net.tie(place - 1, there - 1, weight);
            });
    for (const PersonId alter : alters) desk.places[alter] = 0;
}

/// Numbers the personas, from each person's number of them, in the order of people.
void number_personas(std::span<const std::uint32_t> counts, std::span<const std::uint64_t> offsets, Personas& personas)
{
    const auto total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    if (total >= nobody)
        throw InvalidInput("circles.personas",
                           "people have " + std::to_string(total) + " personas; at most 4294967294 can be numbered");
    personas.persons.reserve(total);
    for (std::size_t person = 0; person < counts.size(); ++person) {
        const auto first = static_cast<PersonaId>(personas.persons.size());
        for (auto end = offsets[person]; end < offsets[person + 1]; ++end) personas.of_ends[end] += first;
        personas.persons.insert(personas.persons.end(), counts[person], static_cast<PersonId>(person));
    }
}

template <class Weight>
Personas personas_of(const Execution& execution, const TieGraph<Weight>& graph, double resolution)
{
    Personas personas{{},
                      std::vector<PersonaId>(graph.end_count()),
                      std::vector<char>(graph.end_count()),
                      std::vector<char>(graph.size())};
    std::vector<std::uint32_t> counts(graph.size());
    const Leaders leaders(execution, graph);
    PerThread<Desk> desks([&] { return Desk{std::vector<std::uint32_t>(graph.size(), 0), {}}; });
    parallel_for(execution, graph.size(), 64, [&](std::size_t begin, std::size_t end) {
        Desk& desk = desks.local();
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) {
            tell_ties(graph, leaders, ego, desk);
            counts[ego] = std::max(desk.net.split(execution, resolution, graph.weights(ego)), 1U);
            personas.has_bridges_only[ego] = !desk.net.has_ties();
            const auto first = graph.offsets()[ego];
            std::ranges::copy(desk.net.circles(), personas.of_ends.begin() + static_cast<std::ptrdiff_t>(first));
            for (std::size_t place = 0; place < graph.degree(ego); ++place)
                personas.bridges[first + place] = desk.net.is_alone(place);
        }
    });
    number_personas(counts, graph.offsets(), personas);
    return personas;
}

/// The strongest tie of somebody who has bridges only to somebody who has not; nobody if there is none.
template <class Weight>
PersonId anchor(const TieGraph<Weight>& graph, const Personas& personas, PersonId person)
{
    PersonId best = nobody;
    Weight most = 0;
    for (const auto& tie : graph.ties_of(person))
        if (tie.weight > most && !personas.has_bridges_only[tie.target]) {
            most = tie.weight;
            best = tie.target;
        }
    return best;
}

/// Each tie that joins personas, between them.
template <class Weight>
TieGraph<Weight> persona_graph(const Execution& execution, const TieGraph<Weight>& graph, const Personas& personas)
{
    std::vector<PersonId> anchors(graph.size(), nobody);
    parallel_for(execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
        for (auto person = static_cast<PersonId>(begin); person < end; ++person)
            if (personas.has_bridges_only[person]) anchors[person] = anchor(graph, personas, person);
    });
    const auto joins = [&](const auto& tie) {
        if (!personas.bridges[tie.end]) return true;
        if (personas.has_bridges_only[tie.source] == personas.has_bridges_only[tie.target])
            return personas.has_bridges_only[tie.source] != 0;
        return anchors[tie.source] == tie.target || anchors[tie.target] == tie.source;
    };
    TieGraphBuilder<Weight> builder(static_cast<PersonId>(personas.persons.size()), {.execution = execution});
    builder.reserve(graph.tie_count());
    // Lower people come first, so each row's ends are come by in their order.
    std::vector<std::uint64_t> next(graph.offsets().begin(), graph.offsets().end() - 1);
    for (const auto& tie : graph.ties()) {
        const auto back = next[tie.target]++;
        if (joins(tie)) builder.add(personas.of_ends[tie.end], personas.of_ends[back], tie.weight);
    }
    return builder.build();
}

/// The circles that stand: those of enough people, and those that somebody has no such circle beside.
std::vector<char> standing(const Cover& cover, PersonId smallest)
{
    std::vector<char> stands(cover.count());
    for (CircleId circle = 0; circle < cover.count(); ++circle)
        stands[circle] = cover.people(circle).size() >= smallest;
    const auto large = stands;
    for (PersonId person = 0; person < cover.size(); ++person)
        if (std::ranges::none_of(cover.circles(person), [&](CircleId circle) { return large[circle]; }))
            for (const CircleId circle : cover.circles(person)) stands[circle] = 1;
    return stands;
}

/// Personas in circles that do not stand go with the persona of theirs that has most weight of ties in one that does.
template <class Weight>
void leave_circles(const TieGraph<Weight>& graph, const Personas& personas, std::span<const char> stands,
                   std::span<CircleId> circles)
{
    std::vector<double> hefts(circles.size());
    for (std::size_t persona = 0; persona < circles.size();) {
        const PersonId person = personas.persons[persona];
        for (const auto& tie : graph.ties_of(person)) hefts[personas.of_ends[tie.end]] += tie.weight;
        const auto first = persona;
        std::size_t main = first;
        for (; persona < circles.size() && personas.persons[persona] == person; ++persona)
            if (std::pair(stands[circles[persona]], hefts[persona]) > std::pair(stands[circles[main]], hefts[main]))
                main = persona;
        for (auto own = first; own < persona; ++own)
            if (!stands[circles[own]]) circles[own] = circles[main];
    }
}

template <class Weight>
Cover cover_of(const TieGraph<Weight>& graph, const Personas& personas, PersonId smallest, std::span<CircleId> circles)
{
    Cover cover = Cover::numbered(graph.size(), personas.persons, circles);
    const auto stands = standing(cover, smallest);
    if (std::ranges::find(stands, 0) == stands.end()) return cover;
    leave_circles(graph, personas, stands, circles);
    return Cover::numbered(graph.size(), personas.persons, circles);
}

/// What a stage tells of its own progress, as a part of the whole.
Execution stage(const Execution& execution, double from, double to)
{
    Execution part;
    part.stop = execution.stop;
    part.progress = [&execution, from, to](double share) { report_progress(execution, from + (to - from) * share); };
    return part;
}

}  // namespace

template <std::floating_point Weight>
DetectedCircles detect_circles(const TieGraph<Weight>& graph, CircleOptions options)
{
    require_local_resolution(options.local_resolution);
    require_resolution(options.clusters.resolution);
    require_free_personas(options.clusters);
    const Execution execution = std::exchange(options.clusters.execution, {});
    return with_threads(execution, [&] {
        const Execution whole = stage(execution, 0, 1);
        auto personas = personas_of(whole, graph, options.local_resolution);
        report_progress(execution, 0.3);
        ClusterOptions asked = options.clusters;
        asked.execution = stage(execution, 0.3, 0.9);
        const Clusters clusters = detect_clusters(persona_graph(whole, graph, personas), asked);
        std::vector<CircleId> circles(clusters.labels().begin(), clusters.labels().end());
        Cover cover = cover_of(graph, personas, options.smallest, circles);
        report_progress(execution, 1);
        return DetectedCircles{std::move(cover),
                               std::move(personas.persons),
                               std::move(circles),
                               std::move(personas.of_ends),
                               clusters.quality(),
                               clusters.converged(),
                               options};
    });
}

template <std::floating_point Weight>
Partition ego_circles(const TieGraph<Weight>& graph, PersonId ego, const CircleOptions& options)
{
    require_person(graph, ego);
    require_local_resolution(options.local_resolution);
    const auto alters = graph.alters(ego);
    const auto known = [&](std::size_t place) { return weight_at(graph, ego, place) > 0; };
    detail::EgoNet net;
    net.begin(alters.size());
    const auto tell = [&](std::size_t place, std::size_t there, double weight) {
        if (weight > 0 && known(there) && leads(graph, alters[there], alters[place]))
            net.tie(static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(there), weight);
    };
    for (std::size_t place = 0; place < alters.size(); ++place) {
        throw_if_stopped(options.clusters.execution);
        if (!known(place)) continue;
        const auto others = graph.alters(alters[place]);
        // The shorter row is walked through, its people looked up in the longer one.
        if (others.size() < alters.size())
            for (std::size_t at = 0; at < others.size(); ++at) {
                const auto found = std::ranges::lower_bound(alters, others[at]);
                if (found != alters.end() && *found == others[at])
                    tell(place, static_cast<std::size_t>(found - alters.begin()), weight_at(graph, alters[place], at));
            }
        else
            for (std::size_t there = 0; there < alters.size(); ++there)
                tell(place, there, graph.weight(alters[place], alters[there]));
    }
    (void)net.split(options.clusters.execution, options.local_resolution, graph.weights(ego));
    return Partition(net.circles());
}

template DetectedCircles detect_circles(const TieGraph<float>&, CircleOptions);
template DetectedCircles detect_circles(const TieGraph<double>&, CircleOptions);
template Partition ego_circles(const TieGraph<float>&, PersonId, const CircleOptions&);
template Partition ego_circles(const TieGraph<double>&, PersonId, const CircleOptions&);

}  // namespace tertius
