#include <tertius/brokerage/betweenness.hpp>

#include "hop_search.hpp"
#include "length_search.hpp"

#include <tertius/graph/random.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// Sums of fractions come out the same for any number of threads because they are made in lanes: each lane takes a fixed
// share of the work in a fixed order, and at the end the lanes are added up in order.
namespace tertius {

namespace {

constexpr std::size_t lane_count = 16;
constexpr std::size_t people_a_piece = 4096;

using Lane = std::vector<double>;

/// sum[person] of what the lanes hold.
std::vector<double> sum_of(const std::vector<Lane>& lanes, PersonId size, const Execution& execution)
{
    std::vector<double> sums(size);
    parallel_for(execution, size, people_a_piece, [&](std::size_t begin, std::size_t end) {
        for (const Lane& lane : lanes)
            for (std::size_t person = begin; person < end; ++person) sums[person] += lane[person];
    });
    return sums;
}

/// Calls work(lane, item) for each of [first, last), items of one lane in order, and tells the progress towards `all`.
template <class Work>
void for_each_in_lanes(const Execution& execution, std::size_t first, std::size_t last, std::size_t all,
                       const Work& work)
{
    std::atomic<std::size_t> done = first;
    parallel_for(execution, lane_count, 1, [&](std::size_t lane, std::size_t) {
        for (std::size_t item = first + (lane + lane_count - first % lane_count) % lane_count; item < last;
             item += lane_count) {
            throw_if_stopped(execution);
            work(lane, item);
            report_progress(execution, static_cast<double>(++done) / static_cast<double>(all));
        }
    });
}

/// What is between everybody and everybody else, as seen from every source: each unordered pair counts twice.
template <class Graph, class MakeSearch>
std::vector<double> exact_sums(const Graph& graph, const MakeSearch& make_search, const Execution& execution)
{
    std::vector<Lane> lanes(lane_count, Lane(graph.size()));
    PerThread<std::invoke_result_t<MakeSearch>> searches(make_search);
    for_each_in_lanes(execution, 0, graph.size(), graph.size(), [&](std::size_t lane, std::size_t source) {
        auto& sums = lanes[lane];
        searches.local().from(static_cast<PersonId>(source),
                              [&](PersonId person, double between) { sums[person] += between; });
    });
    return sum_of(lanes, graph.size(), execution);
}

/// Shares of pairs, from pairs drawn at random with replacement.
template <class Search>
class Sampling {
public:
    template <class MakeSearch>
    Sampling(PersonId size, const MakeSearch& make_search, const BetweennessOptions& options)
        : size_(size), searches_(make_search), options_(options), random_(options.seed)
    {
    }

    /// Nothing if so many pairs would be needed that looking at all of them is no more work.
    std::optional<Betweennesses> run()
    {
        // A search between two looks at a fraction of what one from a person to everybody does.
        const std::size_t most = std::size_t{size_} * pairs_for_one_source;
        std::size_t samples = first_look();
        for (; samples < most; samples += samples / 2) {
            draw_until(samples, most);
            Betweennesses found = estimate();
            if (found.error <= options_.error) return found;
        }
        return std::nullopt;
    }

private:
    /// As many as it takes if nobody is between anybody.
    [[nodiscard]] std::size_t first_look() const
    {
        return 2 + static_cast<std::size_t>(std::ceil(7 * log_term() * scale() / (3 * options_.error)));
    }

    /// ln(4 / d), d what may go wrong for one person at one look: on either side of the value.
    [[nodiscard]] double log_term() const
    {
        constexpr double looks = 64;  // as many as there can be, when samples grow by half
        return std::log(4 * looks * size_ / (1 - options_.confidence));
    }

    /// From the share of all pairs to the share of those pairs that somebody can be between.
    [[nodiscard]] double scale() const { return static_cast<double>(size_) / (static_cast<double>(size_) - 2); }

    void draw_until(std::size_t samples, std::size_t most)
    {
        const std::size_t before = pairs_.size();
        while (pairs_.size() < samples) {
            const auto source = static_cast<PersonId>(random_.below(size_));
            const auto other = static_cast<PersonId>(random_.below(size_ - 1));
            pairs_.emplace_back(source, other + (other >= source ? 1 : 0));
        }
        for_each_in_lanes(options_.execution, before, samples, most, [&](std::size_t lane, std::size_t sample) {
            const auto [source, target] = pairs_[sample];
            searches_.local().between(source, target, [&](PersonId person, double share) {
                sums_[lane][person] += share;
                squares_[lane][person] += share * share;
            });
        });
    }

    [[nodiscard]] Betweennesses estimate() const
    {
        const auto samples = static_cast<double>(pairs_.size());
        const double rest = 7 * log_term() / (3 * (samples - 1));
        Betweennesses found{sum_of(sums_, size_, options_.execution), 0, pairs_.size()};
        const auto squares = sum_of(squares_, size_, options_.execution);
        for (PersonId person = 0; person < size_; ++person) {
            const double mean = found.values[person] / samples;
            const double variance = std::max(0.0, (squares[person] - samples * mean * mean) / (samples - 1));
            const double error = std::sqrt(2 * variance * log_term() / samples) + rest;
            found.values[person] = mean * scale();
            found.error = std::max(found.error, error * scale());
        }
        return found;
    }

    static constexpr std::size_t pairs_for_one_source = 4;

    PersonId size_;
    PerThread<Search> searches_;
    const BetweennessOptions& options_;
    Random random_;
    std::vector<std::pair<PersonId, PersonId>> pairs_;
    std::vector<Lane> sums_ = std::vector<Lane>(lane_count, Lane(size_));
    std::vector<Lane> squares_ = std::vector<Lane>(lane_count, Lane(size_));
};

/// Shares of the pairs that each can be between, exact or sampled.
template <class Graph, class MakeSearch, class MakeSearchBetween>
Betweennesses shares(const Graph& graph, const MakeSearch& make_search, const MakeSearchBetween& make_search_between,
                     const BetweennessOptions& options)
{
    if (options.error > 0) {
        using Search = std::invoke_result_t<MakeSearchBetween>;
        if (auto found = Sampling<Search>(graph.size(), make_search_between, options).run()) return *std::move(found);
    }
    const double others = graph.size() - 1.0;
    Betweennesses found{exact_sums(graph, make_search, options.execution), 0, 0};
    for (double& value : found.values) value /= others * (others - 1);
    return found;
}

template <class Graph>
Betweennesses shares_by_length(const Graph& graph, const BetweennessOptions& options)
{
    if (options.length == TieLength::hop || !graph.is_weighted())
        return shares(
            graph, [&] { return detail::HopSearch<Graph>(graph); },
            [&] { return detail::HopSearchBetween<Graph>(graph); }, options);
    const detail::Lengths lengths(graph, options.length);
    const auto make_search = [&] { return detail::LengthSearch<Graph>(graph, lengths); };
    return shares(graph, make_search, make_search, options);
}

void require_options(const BetweennessOptions& options)
{
    if (!(options.error >= 0 && options.error < 1))
        throw InvalidOption("option.error",
                            "error is " + std::to_string(options.error) + "; must be 0 (exact) or between 0 and 1");
    if (!(options.confidence > 0 && options.confidence < 1))
        throw InvalidOption("option.confidence", "confidence is " + std::to_string(options.confidence) +
                                                     "; must be between 0 and 1, both excluded");
}

template <class Graph>
void require_lengths(const Graph& graph, TieLength length)
{
    if (length != TieLength::weight) return;
    for (const auto& tie : graph.ties())
        if (tie.weight == 0)
            throw InvalidInput("weight.zero", "the tie between people " + std::to_string(tie.source) + " and " +
                                                  std::to_string(tie.target) +
                                                  " has the weight 0; as a length it must be > 0");
}

}  // namespace

template <std::floating_point Weight, Direction direction>
Betweennesses betweennesses(const TieGraph<Weight, direction>& graph, const BetweennessOptions& options)
{
    require_options(options);
    require_lengths(graph, options.length);
    if (graph.size() < 3) return {std::vector<double>(graph.size()), 0, 0};
    Betweennesses found = with_threads(options.execution, [&] {
        BetweennessOptions inner = options;
        inner.execution.threads = 0;
        return shares_by_length(graph, inner);
    });
    if (options.normalised) return found;
    const double others = graph.size() - 1.0;
    const double pairs = others * (others - 1) / (direction == Direction::directed ? 1 : 2);
    for (double& value : found.values) value *= pairs;
    found.error *= pairs;
    return found;
}

template Betweennesses betweennesses(const TieGraph<float>&, const BetweennessOptions&);
template Betweennesses betweennesses(const TieGraph<double>&, const BetweennessOptions&);
template Betweennesses betweennesses(const DirectedTieGraph<float>&, const BetweennessOptions&);
template Betweennesses betweennesses(const DirectedTieGraph<double>&, const BetweennessOptions&);

}  // namespace tertius
