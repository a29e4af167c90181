#include <tertius/brokerage/simmelian_strength.hpp>

#include "common_alters.hpp"
#include "mutual_ties.hpp"

#include <algorithm>
#include <string>

namespace tertius {

namespace {

std::uint64_t shared(const std::vector<PersonId>& of_a, const std::vector<PersonId>& of_b)
{
    std::uint64_t count = 0;
    for (auto a = of_a.begin(), b = of_b.begin(); a != of_a.end() && b != of_b.end();) {
        const bool both = *a == *b;
        const bool a_first = *a <= *b;
        if (!both) {
            ++(a_first ? a : b);
            continue;
        }
        ++count;
        ++a;
        ++b;
    }
    return count;
}

}  // namespace

template <std::floating_point Weight, Direction direction>
std::uint64_t simmelian_strength(const TieGraph<Weight, direction>& graph, PersonId a, PersonId b)
{
    require_person(graph, a);
    require_person(graph, b);
    if (a == b) throw InvalidInput("tie.self_tie", "person " + std::to_string(a) + " has no tie to themselves");
    const auto of_a = detail::mutual_alters(graph, a);
    return std::ranges::binary_search(of_a, b) ? shared(of_a, detail::mutual_alters(graph, b)) : 0;
}

template <std::floating_point Weight, Direction direction>
std::vector<SimmelianTie> simmelian_strengths(const TieGraph<Weight, direction>& graph, const Execution& execution)
{
    return with_threads(execution, [&] {
        Execution inner = execution;
        inner.threads = 0;
        const auto mutual = detail::mutual_ties(graph, inner);
        const auto shared_by = detail::common_alter_counts(inner, mutual);
        std::vector<SimmelianTie> rows;
        rows.reserve(mutual.tie_count());
        for (const auto& tie : mutual.ties()) rows.push_back({tie.source, tie.target, shared_by[tie.end]});
        return rows;
    });
}

template std::uint64_t simmelian_strength(const TieGraph<float>&, PersonId, PersonId);
template std::uint64_t simmelian_strength(const TieGraph<double>&, PersonId, PersonId);
template std::uint64_t simmelian_strength(const DirectedTieGraph<float>&, PersonId, PersonId);
template std::uint64_t simmelian_strength(const DirectedTieGraph<double>&, PersonId, PersonId);
template std::vector<SimmelianTie> simmelian_strengths(const TieGraph<float>&, const Execution&);
template std::vector<SimmelianTie> simmelian_strengths(const TieGraph<double>&, const Execution&);
template std::vector<SimmelianTie> simmelian_strengths(const DirectedTieGraph<float>&, const Execution&);
template std::vector<SimmelianTie> simmelian_strengths(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
