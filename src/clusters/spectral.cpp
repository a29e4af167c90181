#include "spectral.hpp"

#include "centres.hpp"
#include "connected_clusters.hpp"
#include "weight_scale.hpp"

#include <tertius/graph/random.hpp>

#include <Spectra/SymEigsSolver.h>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace tertius::detail {

namespace {

using Eigen::Index;

constexpr Index most_by_gap = 30;
constexpr Index few_people = 256;   // solved whole: exact also where eigenvalues coincide
constexpr double tolerance = 1e-7;  // of an eigenvalue, relative
constexpr Index most_restarts = 100;
constexpr double out_of_sight = 1e-6;  // of the usual length of a row: what is shorter is rounding

/// L, as what it does to a vector. Each row is one sum in a fixed order.
template <std::floating_point Weight>
class Walk {
public:
    using Scalar = double;

    Walk(const Execution& execution, const TieGraph<Weight>& graph)
        : execution_(execution),
          graph_(graph),
          scale_(WeightScale::to_unit(graph.weights())),
          shrink_(graph.size()),
          shrunk_(graph.size())
    {
        for_people([&](PersonId person) { shrink_[person] = sum(person, [](PersonId) { return 1.0; }); });
        tied_ = (shrink_.array() > 0).count();
        const double mean = shrink_.sum() / static_cast<double>(std::max(tied_, Index{1}));
        for_people([&](PersonId person) {
            if (shrink_[person] > 0) shrink_[person] = 1 / std::sqrt(shrink_[person] + mean);
        });
    }

    [[nodiscard]] Index rows() const { return shrink_.size(); }
    [[nodiscard]] Index cols() const { return rows(); }
    /// How many people have ties that weigh anything beside the largest.
    [[nodiscard]] Index tied() const { return tied_; }
    [[nodiscard]] bool is_tied(Index person) const { return shrink_[person] > 0; }

    void perform_op(const double* in, double* out) const
    {
        for_people([&](PersonId person) { shrunk_[person] = shrink_[person] * in[person]; });
        for_people([&](PersonId person) {
            out[person] = shrink_[person] * sum(person, [&](PersonId alter) { return shrunk_[alter]; });
        });
    }

    [[nodiscard]] Eigen::MatrixXd whole() const
    {
        Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(rows(), rows());
        for (const auto& tie : graph_.ties())
            matrix(tie.source, tie.target) = matrix(tie.target, tie.source) =
                scale_(tie.weight) * shrink_[tie.source] * shrink_[tie.target];
        return matrix;
    }

private:
    template <class Body>
    void for_people(const Body& body) const
    {
        parallel_for(execution_, graph_.size(), 4096, [&](std::size_t begin, std::size_t end) {
            for (auto person = static_cast<PersonId>(begin); person < end; ++person) body(person);
        });
    }

    /// The sum of weight * value(alter) over a person's ties.
    template <class Value>
    double sum(PersonId person, const Value& value) const
    {
        const auto alters = graph_.alters(person);
        const auto weights = graph_.weights(person);
        double total = 0;
        if (weights.empty())
            for (const PersonId alter : alters) total += value(alter);
        else
            for (std::size_t place = 0; place < alters.size(); ++place)
                total += scale_(weights[place]) * value(alters[place]);
        return total;
    }

    const Execution& execution_;
    const TieGraph<Weight>& graph_;
    WeightScale scale_;
    Eigen::VectorXd shrink_;  // T^-1/2, 0 for people without ties
    mutable Eigen::VectorXd shrunk_;
    Index tied_ = 0;
};

/// Eigenvalues from the largest down, and their vectors side by side.
struct Leading {
    Eigen::VectorXd values;
    Eigen::MatrixXd vectors;
    bool converged = true;
};

template <std::floating_point Weight>
Leading leading_of_few(const Walk<Weight>& walk, Index count)
{
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(walk.whole());
    return {solver.eigenvalues().tail(count).reverse(), solver.eigenvectors().rightCols(count).rowwise().reverse(),
            solver.info() == Eigen::Success};
}

template <std::floating_point Weight>
Leading leading(Walk<Weight>& walk, Index count)
{
    if (walk.rows() <= few_people) return leading_of_few(walk, count);
    count = std::min(count, walk.rows() - 1);
    const Index basis = std::min(walk.rows(), count + 20);
    Spectra::SymEigsSolver<Walk<Weight>> solver(walk, count, basis);
    Eigen::VectorXd start(walk.rows());
    for (Index person = 0; person < start.size(); ++person)
        start[person] = Random(static_cast<std::uint64_t>(person)).unit() - 0.5;
    solver.init(start.data());
    solver.compute(Spectra::SortRule::LargestAlge, most_restarts, tolerance);
    return {solver.eigenvalues(), solver.eigenvectors(), solver.info() == Spectra::CompInfo::Successful};
}

/// How many eigenvalues stand above the widest gap. An eigenvalue that is not positive tells nobody apart.
Index above_the_gap(const Eigen::VectorXd& values)
{
    Index best = 1;
    double widest = 0;
    for (Index count = 2; count < values.size() && values[count - 1] > 0; ++count) {
        const double gap = values[count - 1] - values[count];
        if (gap > widest) {
            widest = gap;
            best = count;
        }
    }
    return best;
}

/// Everybody whom the vectors reach, and their rows, brought to length 1.
struct Places {
    std::vector<PersonId> people;
    Points points;
};

template <std::floating_point Weight>
Places places_of(const Eigen::MatrixXd& vectors, const Walk<Weight>& walk)
{
    const double usual = std::sqrt(static_cast<double>(vectors.cols()) / static_cast<double>(walk.tied()));
    const Eigen::VectorXd lengths = vectors.rowwise().norm();
    Places places;
    for (Index person = 0; person < vectors.rows(); ++person)
        if (walk.is_tied(person) && lengths[person] > out_of_sight * usual)
            places.people.push_back(static_cast<PersonId>(person));
    places.points.resize(static_cast<Index>(places.people.size()), vectors.cols());
    for (Index row = 0; row < places.points.rows(); ++row) {
        const PersonId person = places.people[static_cast<std::size_t>(row)];
        places.points.row(row) = vectors.row(person) / lengths[person];
    }
    return places;
}

}  // namespace

template <std::floating_point Weight>
SpectralResult spectral_labels(const Execution& execution, const TieGraph<Weight>& graph, ClusterId clusters,
                               std::uint64_t seed)
{
    Walk<Weight> walk(execution, graph);
    std::vector<ClusterId> labels(graph.size(), nobody);
    if (walk.tied() == 0) return {connected_clusters<Weight>(graph, labels), true};
    const Index asked = std::min(clusters == 0 ? most_by_gap + 1 : static_cast<Index>(clusters), walk.tied());
    const Leading found = leading(walk, asked);
    const Index wanted = clusters == 0 ? above_the_gap(found.values) : asked;
    const Places places = places_of(found.vectors.leftCols(std::min(wanted, found.vectors.cols())), walk);
    const auto nearest = nearest_centres(execution, places.points, static_cast<std::uint32_t>(wanted), seed);
    for (std::size_t place = 0; place < nearest.size(); ++place) labels[places.people[place]] = nearest[place];
    return {connected_clusters<Weight>(graph, labels), found.converged};
}

template SpectralResult spectral_labels(const Execution&, const TieGraph<float>&, ClusterId, std::uint64_t);
template SpectralResult spectral_labels(const Execution&, const TieGraph<double>&, ClusterId, std::uint64_t);

}  // namespace tertius::detail
