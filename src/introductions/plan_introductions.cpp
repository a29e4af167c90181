#include <tertius/introductions/gini.hpp>
#include <tertius/introductions/plan_introductions.hpp>

#include "branching.hpp"
#include "round.hpp"

#include <cmath>
#include <functional>
#include <numeric>
#include <string>

namespace tertius {

namespace {

using detail::Choice;
using detail::Round;
using detail::Row;
using detail::Taken;

constexpr double score_limit = 1e100;  // above, sums could leave the range of a double

[[noreturn]] void refuse(const char* code, std::size_t row, const std::string& what)
{
    throw InvalidInput(code, "candidates row " + std::to_string(row) + ": " + what);
}

void require_known(PersonId people, std::size_t row, const char* role, PersonId person)
{
    if (person >= people)
        throw UnknownPerson("candidates row " + std::to_string(row) + ": " + role + " is " + std::to_string(person) +
                            "; there are " + std::to_string(people) + " people, numbered from 0");
}

void require_candidate(PersonId people, std::size_t row, const IntroductionCandidate& candidate)
{
    require_known(people, row, "a", candidate.a);
    require_known(people, row, "b", candidate.b);
    if (candidate.a == candidate.b) refuse("candidate.self", row, "a and b are the same person");
    if (!std::isfinite(candidate.score)) refuse("score.not_finite", row, "score is not a finite number");
    if (candidate.score >= score_limit) refuse("score.range", row, "score is 1e100 or more; must be below");
    if (candidate.broker == nobody) return;
    require_known(people, row, "broker", candidate.broker);
    if (candidate.broker == candidate.a || candidate.broker == candidate.b)
        refuse("candidate.broker", row, "the broker is one of the two");
}

void require_options(PersonId people, const PlanIntroductionsOptions& options)
{
    const auto refuse_option = [](const char* name, const std::string& value, const char* allowed) {
        throw InvalidOption(std::string("option.") + name, std::string(name) + " is " + value + "; must be " + allowed);
    };
    if (options.capacity < 0) refuse_option("capacity", std::to_string(options.capacity), "at least 0");
    if (!(options.spread >= 0 && options.spread < 1))
        refuse_option("spread", std::to_string(options.spread), "at least 0 and below 1");
    if (options.effort < 0) refuse_option("effort", std::to_string(options.effort), "at least 0");
    if (options.capacities.empty()) return;
    if (options.capacities.size() != people)
        throw InvalidInput("capacities.size", "there are " + std::to_string(options.capacities.size()) +
                                                  " capacities for " + std::to_string(people) + " people");
    for (std::size_t person = 0; person < people; ++person)
        if (options.capacities[person] < 0)
            throw InvalidInput("capacity.negative",
                               "capacities row " + std::to_string(person) + ": capacity is negative; must be >= 0");
}

std::vector<std::size_t> asked(const Round& round, const Choice& choice)
{
    std::vector<std::size_t> asked(round.people);
    for (PersonId person = 0; person < round.people; ++person) asked[person] = choice.load(person);
    return asked;
}

/// The candidates worth making, by what is left of their score after the prices.
std::vector<Row> by_surplus(const Round& round, std::span<const double> prices)
{
    std::vector<double> surplus(round.score.size());
    for (const Row row : round.ranking) surplus[row] = detail::surplus(round, row, prices);
    std::vector<Row> order = round.ranking;
    std::ranges::stable_sort(order, std::greater{}, [&](Row row) { return surplus[row]; });
    return order;
}

double unevenness(const Round& round, const Choice& choice)
{
    return gini(asked(round, choice));
}

/// The most evenly spread choice that keeps `least` of the sum: the price of asking somebody again is doubled until
/// that sum is lost, then narrowed down.
Choice spread_out(const Round& round, const Choice& best, double least, const Execution& execution)
{
    constexpr int narrowings = 10;
    Choice kept = best;
    const double mean = best.total() / static_cast<double>(std::max<std::size_t>(best.rows().size(), 1));
    double affordable = 0;
    double too_dear = 0;
    for (int trial = 0; trial < narrowings; ++trial) {
        const double cost = affordable == 0 && too_dear == 0 ? mean / 32
                            : too_dear == 0                  ? 2 * affordable
                                                             : (affordable + too_dear) / 2;
        Choice choice = best;
        detail::exchange(round, choice, cost, execution);
        if (choice.total() >= least) {
            affordable = cost;
            if (unevenness(round, choice) < unevenness(round, kept)) kept = std::move(choice);
        } else
            too_dear = cost;
    }
    return kept;
}

}  // namespace

IntroductionPlan plan_introductions(PersonId people, std::span<const IntroductionCandidate> candidates,
                                    const PlanIntroductionsOptions& options)
{
    require_options(people, options);
    for (std::size_t row = 0; row < candidates.size(); ++row) require_candidate(people, row, candidates[row]);
    const Execution& execution = options.execution;
    const Round round(people, candidates, options);

    Choice best = detail::greedy(round, round.ranking);
    detail::exchange(round, best, 0, execution);
    report_progress(execution, 0.3);
    const auto prices = detail::prices(round, execution);
    Choice priced = detail::greedy(round, by_surplus(round, prices));
    detail::exchange(round, priced, 0, execution);
    if (priced.total() > best.total()) best = std::move(priced);
    report_progress(execution, 0.6);

    IntroductionPlan plan;
    plan.upper_bound = std::min(detail::bound(round, prices), detail::counting_bound(round));
    const auto is_proven = [&] { return best.total() >= plan.upper_bound * (1 - detail::proof_tolerance); };
    if (!is_proven() && options.effort > 0 && detail::is_small(round)) {
        const double found = detail::search(round, best, options.effort * 1e6, execution);
        plan.upper_bound = std::min(plan.upper_bound, found);
    }
    plan.exact = is_proven();
    const double total = best.total();
    if (plan.exact) plan.upper_bound = total;
    if (options.spread > 0) best = spread_out(round, best, (1 - options.spread) * total, execution);

    plan.score = best.total();
    for (const Row row : best.rows()) plan.chosen.push_back(row);
    plan.asked = asked(round, best);
    report_progress(execution, 1);
    return plan;
}

}  // namespace tertius
