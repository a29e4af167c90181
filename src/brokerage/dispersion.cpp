#include <tertius/brokerage/dispersion.hpp>

#include "mutual_ties.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace tertius {

namespace {

constexpr int rounds = 3;

/// Ego's alters and the ties among them, in places: 0 is the first of ego's alters.
class Circle {
public:
    /// Ties of weight 0 may be in `graph`; `alters` are ego's by more than 0.
    template <class Weight>
    void gather(const TieGraph<Weight>& graph, std::span<const PersonId> alters)
    {
        offsets_.assign(1, 0);
        known_.clear();
        for (const PersonId alter : alters) {
            add_shared(graph, alter, alters);
            offsets_.push_back(known_.size());
        }
    }

    [[nodiscard]] std::size_t size() const { return offsets_.size() - 1; }
    [[nodiscard]] std::span<const PersonId> known_to(std::size_t place) const
    {
        return {known_.data() + offsets_[place], known_.data() + offsets_[place + 1]};
    }

private:
    /// Walks the shorter of the two lists, and looks up in the longer: a hub's is not walked for each of its alters.
    template <class Weight>
    void add_shared(const TieGraph<Weight>& graph, PersonId alter, std::span<const PersonId> alters)
    {
        if (graph.degree(alter) < alters.size()) {
            for (const auto& tie : graph.ties_of(alter)) {
                const auto found = std::ranges::lower_bound(alters, tie.target);
                if (tie.weight > 0 && found != alters.end() && *found == tie.target)
                    known_.push_back(static_cast<PersonId>(found - alters.begin()));
            }
        } else {
            for (std::size_t place = 0; place < alters.size(); ++place)
                if (graph.weight(alter, alters[place]) > 0) known_.push_back(static_cast<PersonId>(place));
        }
    }

    std::vector<std::size_t> offsets_;
    std::vector<PersonId> known_;
};

/// Two of ego's alters who do not know each other are held together by v alone exactly if v is the only one who knows
/// both: so each such pair counts for one v, and is found once from each of the two.
class PairsHeldByOne {
public:
    /// Calls visit(s, t, v) for each pair, s < t.
    template <class Visit>
    void for_each(const Circle& circle, const Visit& visit)
    {
        ways_.assign(circle.size(), 0);
        through_.resize(circle.size());
        for (std::size_t s = 0; s < circle.size(); ++s) {
            count_ways_from(circle, s);
            for (const PersonId known : circle.known_to(s)) ways_[known] = 0;
            for (const PersonId t : seen_) {
                if (ways_[t] == 1 && t > s) visit(s, std::size_t{t}, std::size_t{through_[t]});
                ways_[t] = 0;
            }
        }
    }

private:
    void count_ways_from(const Circle& circle, std::size_t s)
    {
        seen_.clear();
        for (const PersonId v : circle.known_to(s))
            for (const PersonId t : circle.known_to(v)) {
                if (ways_[t]++ == 0) seen_.push_back(t);
                through_[t] = v;
            }
    }

    std::vector<PersonId> ways_;     // from s over somebody to each; 0 in between
    std::vector<PersonId> through_;  // the last of these
    std::vector<PersonId> seen_;
};

/// Working memory of one thread.
struct Scratch {
    Circle circle;
    PairsHeldByOne pairs;
    std::vector<double> scores;
    std::vector<double> next;
};

void score_recursively(Scratch& scratch, std::span<Dispersion> rows)
{
    auto& [circle, pairs, x, next] = scratch;
    x.assign(circle.size(), 1);
    for (int round = 0; round < rounds; ++round) {
        next.assign(circle.size(), 0);
        for (std::size_t v = 0; v < circle.size(); ++v)
            for (const PersonId w : circle.known_to(v)) next[v] += x[w] * x[w];
        pairs.for_each(circle, [&](std::size_t s, std::size_t t, std::size_t v) { next[v] += 2 * x[s] * x[t]; });
        for (std::size_t v = 0; v < circle.size(); ++v)
            x[v] = rows[v].embeddedness == 0 ? 0 : next[v] / rows[v].embeddedness;
    }
    for (std::size_t v = 0; v < circle.size(); ++v) rows[v].recursive = x[v];
}

template <class Weight>
void fill(const TieGraph<Weight>& graph, PersonId ego, std::span<const PersonId> alters, Scratch& scratch,
          std::span<Dispersion> rows)
{
    auto& circle = scratch.circle;
    circle.gather(graph, alters);
    for (std::size_t v = 0; v < alters.size(); ++v)
        rows[v] = {
            .ego = ego, .alter = alters[v], .embeddedness = static_cast<std::uint32_t>(circle.known_to(v).size())};
    scratch.pairs.for_each(circle, [&](std::size_t, std::size_t, std::size_t v) { ++rows[v].dispersion; });
    for (auto& row : rows)
        row.normalised = row.embeddedness == 0 ? 0 : static_cast<double>(row.dispersion) / row.embeddedness;
    score_recursively(scratch, rows);
}

}  // namespace

template <std::floating_point Weight>
std::vector<Dispersion> dispersions(const TieGraph<Weight>& graph, PersonId ego)
{
    require_person(graph, ego);
    const auto alters = detail::mutual_alters(graph, ego);
    std::vector<Dispersion> rows(alters.size());
    Scratch scratch;
    fill(graph, ego, alters, scratch, rows);
    return rows;
}

template <std::floating_point Weight>
std::vector<Dispersion> dispersions(const TieGraph<Weight>& graph, const Execution& execution)
{
    return with_threads(execution, [&] {
        Execution inner = execution;
        inner.threads = 0;
        const auto ties = detail::mutual_ties(graph, inner);
        std::vector<Dispersion> rows(ties.end_count());
        PerThread<Scratch> memory([] { return Scratch(); });
        parallel_for(inner, ties.size(), 64, [&](std::size_t begin, std::size_t end) {
            auto& scratch = memory.local();
            for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) {
                throw_if_stopped(inner);
                fill(ties, ego, ties.alters(ego), scratch,
                     std::span(rows).subspan(ties.offsets()[ego], ties.degree(ego)));
            }
        });
        return rows;
    });
}

template std::vector<Dispersion> dispersions(const TieGraph<float>&, PersonId);
template std::vector<Dispersion> dispersions(const TieGraph<double>&, PersonId);
template std::vector<Dispersion> dispersions(const TieGraph<float>&, const Execution&);
template std::vector<Dispersion> dispersions(const TieGraph<double>&, const Execution&);

}  // namespace tertius
