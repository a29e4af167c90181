#include "branching.hpp"

#include "relaxation.hpp"

#include <cmath>
#include <numeric>
#include <optional>

namespace tertius::detail {

namespace {

constexpr std::size_t largest_table = 64U << 20U;  // bytes
constexpr double whole = 1e-6;                     // a share so near to 0 or 1 is taken for it

/// The best choice found so far, and what effort is left.
class Search {
public:
    Search(const Round& round, Choice& best, double effort, const Execution& execution)
        : round_(round), best_(best), best_score_(best.total()), effort_left_(effort), execution_(execution)
    {
    }

    /// What no choice exceeds, by the end of the search.
    double run()
    {
        std::vector<std::uint32_t> room = round_.room;
        Relaxation whole_round(round_, round_.ranking, room);
        if (!solve(whole_round)) return bound();
        const double root_bound = whole_round.bound();
        try_rounding(whole_round, true);
        if (!is_worth_it(root_bound)) return bound();

        // A candidate whose surplus is larger than what is left to gain stands or falls with the relaxation.
        std::vector<Row> open;
        for (std::size_t i = 0; i < whole_round.candidates().size(); ++i) {
            const Row row = whole_round.candidates()[i];
            const double surplus = whole_round.surplus(i);
            if (is_worth_it(root_bound - std::abs(surplus)))
                open.push_back(row);
            else if (surplus > 0) {
                settled_.push_back(row);
                settled_score_ += round_.score[row];
                round_.for_each_taken(row, [&](Taken place) { --room[place]; });
            }
        }
        Relaxation rest(round_, std::move(open), room);
        branch(rest, root_bound - settled_score_);
        return bound();
    }

private:
    [[nodiscard]] bool is_worth_it(double bound) const { return bound > best_score_ * (1 + proof_tolerance); }

    [[nodiscard]] double bound() const { return std::max(best_score_, open_bound_); }

    /// False if nothing fits what has been decided.
    bool solve(Relaxation& relaxation)
    {
        const double before = relaxation.effort();
        const bool fits = relaxation.solve(execution_);
        effort_left_ -= relaxation.effort() - before;
        return fits;
    }

    void branch(Relaxation& relaxation, double parent_bound)
    {
        if (effort_left_ <= 0) {
            open_bound_ = std::max(open_bound_, parent_bound + settled_score_);
            return;
        }
        if (!solve(relaxation)) return;
        const double bound = std::min(parent_bound, relaxation.bound());
        if (!is_worth_it(bound + settled_score_)) return;
        try_rounding(relaxation, true);
        if (!is_worth_it(bound + settled_score_)) return;
        const auto undecided = most_undecided(relaxation);
        if (!undecided) {  // whole shares, yet the bound is above them: only rounding errors are left
            open_bound_ = std::max(open_bound_, bound + settled_score_);
            return;
        }
        for (const int value : {1, 0}) {
            relaxation.decide(*undecided, value);
            branch(relaxation, bound);
        }
        relaxation.decide(*undecided, std::nullopt);
    }

    /// The candidate with a share that is farthest from whole; of several the first.
    [[nodiscard]] static std::optional<std::size_t> most_undecided(const Relaxation& relaxation)
    {
        std::optional<std::size_t> found;
        double farthest = whole;
        for (std::size_t i = 0; i < relaxation.candidates().size(); ++i) {
            const double share = relaxation.share(i);
            const double from_whole = std::min(share, 1 - share);
            if (from_whole <= farthest) continue;
            farthest = from_whole;
            found = i;
        }
        return found;
    }

    /// Takes the settled candidates, then the open ones by falling share, then what else fits; exchanges them if asked.
    void try_rounding(const Relaxation& relaxation, bool exchanged)
    {
        std::vector<std::size_t> by_share(relaxation.candidates().size());
        std::iota(by_share.begin(), by_share.end(), std::size_t{0});
        std::ranges::stable_sort(by_share, std::greater{}, [&](std::size_t i) { return relaxation.share(i); });
        std::vector<Row> order = settled_;
        for (const std::size_t i : by_share) order.push_back(relaxation.candidates()[i]);
        Choice choice = greedy(round_, order);
        if (exchanged) exchange(round_, choice, 0, execution_);
        const double score = choice.total();
        if (score <= best_score_) return;
        best_score_ = score;
        best_ = std::move(choice);
    }

    const Round& round_;
    Choice& best_;
    double best_score_;
    double effort_left_;
    const Execution& execution_;
    std::vector<Row> settled_;
    double settled_score_ = 0;
    double open_bound_ = 0;  // of the branches that were left
};

}  // namespace

bool is_small(const Round& round)
{
    std::size_t short_places = 0;
    for (Taken place = 0; place < round.room.size(); ++place)
        short_places += round.takers(place).size() > round.room[place];
    return Relaxation::bytes(round.ranking.size(), short_places) <= largest_table;
}

double search(const Round& round, Choice& best, double effort, const Execution& execution)
{
    return Search(round, best, effort, execution).run();
}

}  // namespace tertius::detail
