#pragma once

#include <tertius/graph/detail/tie_rows.hpp>
#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tertius {

/// What to do with a tie from a person to themselves.
enum class SelfTies : std::uint8_t { refuse, drop };

struct TieGraphOptions {
    ParallelTies parallel_ties = ParallelTies::sum;  ///< a tie's weight: the sum or the largest of its records
    SelfTies self_ties = SelfTies::refuse;           ///< dropped ones are counted in dropped_self_ties()
    Execution execution{};
};

/// The one way to make a TieGraph: takes ties in any order, checks each one, merges those of the same two people.
///
/// The order in which ties are added does not matter, to the last bit: weights of parallel ties are summed from
/// the smallest up, in double precision.
///
/// Throws  InvalidInput naming the tie by its position (0 for the first) when a person is out of range, a weight
///         is NaN, infinite or negative, a self-tie or parallel tie is to be refused, or a sum overflows Weight.
/// Cost    O(n + m log d) time, d the largest degree, divided among the threads; 16 bytes an end while it builds, 26 if
///         weighted (float), and at most 32 a person.
template <std::floating_point Weight = float, Direction direction = Direction::undirected>
class TieGraphBuilder {
public:
    using Graph = TieGraph<Weight, direction>;

    explicit TieGraphBuilder(PersonId size, TieGraphOptions options = {}) : size_(size), options_(std::move(options)) {}

    void reserve(std::size_t ties)
    {
        sources_.reserve(ties);
        targets_.reserve(ties);
    }

    TieGraphBuilder& add(PersonId source, PersonId target, Weight weight = 1)
    {
        check(source, target, weight);
        if (source == target) return *this;
        if (weight != 1 || !weights_.empty()) {
            weights_.resize(sources_.size(), Weight{1});
            weights_.push_back(weight);
        }
        sources_.push_back(source);
        targets_.push_back(target);
        return *this;
    }

    /// Adds a tie for each place of the columns; an empty `weight` column says that all are 1.
    TieGraphBuilder& add(std::span<const PersonId> source, std::span<const PersonId> target,
                         std::span<const Weight> weight = {})
    {
        if (source.size() != target.size() || (!weight.empty() && weight.size() != source.size()))
            throw InvalidInput("tie.columns", "the columns differ in length: source " + std::to_string(source.size()) +
                                                  ", target " + std::to_string(target.size()) + ", weight " +
                                                  std::to_string(weight.size()));
        reserve(sources_.size() + source.size());
        const Mark before = mark();
        try {
            for (std::size_t tie = 0; tie < source.size(); ++tie)
                add(source[tie], target[tie], weight.empty() ? Weight{1} : weight[tie]);
        } catch (...) {
            return_to(before);
            throw;
        }
        return *this;
    }

    /// How many self-ties were dropped so far (SelfTies::drop).
    [[nodiscard]] std::uint64_t dropped_self_ties() const { return dropped_self_ties_; }

    /// The graph. The builder is left empty, for the same number of people.
    [[nodiscard]] Graph build()
    {
        const detail::TieList<Weight> list{sources_, targets_, weights_};
        Graph graph;
        graph.out_ = rows(list, Graph::is_directed ? detail::Ends::source : detail::Ends::both);
        if constexpr (Graph::is_directed) graph.in_ = rows(list, detail::Ends::target);
        sources_ = {};
        targets_ = {};
        weights_ = {};
        return graph;
    }

private:
    /// How far the builder had come, so that a refused call leaves nothing behind.
    struct Mark {
        std::size_t ties, weights;
        std::uint64_t seen, dropped;
    };
    [[nodiscard]] Mark mark() const { return {sources_.size(), weights_.size(), seen_, dropped_self_ties_}; }
    void return_to(const Mark& mark)
    {
        sources_.resize(mark.ties);
        targets_.resize(mark.ties);
        weights_.resize(mark.weights);
        seen_ = mark.seen;
        dropped_self_ties_ = mark.dropped;
    }

    void check(PersonId source, PersonId target, Weight weight)
    {
        const auto position = seen_;
        const auto refuse = [&](const char* code, const std::string& what) {
            throw InvalidInput(code, "tie " + std::to_string(position) + ": " + what);
        };
        for (const PersonId person : {source, target})
            if (person >= size_)
                refuse("tie.person_range", "person " + std::to_string(person) + " is out of range; there are " +
                                               std::to_string(size_) + " people, numbered from 0");
        if (std::isnan(weight)) refuse("weight.nan", "weight is NaN; must be finite and >= 0");
        if (std::isinf(weight)) refuse("weight.not_finite", "weight is infinite; must be finite and >= 0");
        if (weight < 0) refuse("weight.negative", "weight is " + std::to_string(weight) + "; must be finite and >= 0");
        if (source == target) {
            if (options_.self_ties == SelfTies::refuse)
                refuse("tie.self_tie", "person " + std::to_string(source) + " is tied to themselves");
            ++dropped_self_ties_;
        }
        ++seen_;
    }

    [[nodiscard]] typename Graph::Rows rows(const detail::TieList<Weight>& list, detail::Ends ends) const
    {
        auto made = detail::tie_rows(size_, list, ends, options_.parallel_ties, options_.execution);
        return {std::move(made.offsets), std::move(made.alters), std::move(made.weights)};
    }

    PersonId size_;
    TieGraphOptions options_;
    std::vector<PersonId> sources_;
    std::vector<PersonId> targets_;
    std::vector<Weight> weights_;
    std::uint64_t seen_ = 0;
    std::uint64_t dropped_self_ties_ = 0;
};

}  // namespace tertius
