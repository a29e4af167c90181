#pragma once

#include <tertius/graph/tie_graph.hpp>

#include <Eigen/SparseCore>

#include <limits>
#include <vector>

namespace tertius {

/// A graph's matrix of weights, for Eigen: row a, column b holds the weight of the tie from a to b.
///
/// The ties stay where they are: only the row boundaries are written again in Eigen's narrower index type, and a
/// column of ones is made where the graph stores no weights. Keeps a reference: the graph must outlive it.
///
/// Throws  InvalidInput when there are more ends than Eigen's 32-bit index can count.
/// Cost    O(n), and O(m) if the graph is not weighted.
template <std::floating_point Weight, Direction direction>
class TieMatrix {
public:
    using Matrix = Eigen::SparseMatrix<Weight, Eigen::RowMajor, int>;

    explicit TieMatrix(const TieGraph<Weight, direction>& graph) : graph_(&graph)
    {
        if (graph.end_count() > std::numeric_limits<int>::max() || graph.size() > std::numeric_limits<int>::max())
            throw InvalidInput("matrix.index_overflow", "the graph has more tie ends than an Eigen matrix can index");
        rows_.assign(graph.offsets().begin(), graph.offsets().end());
        if (!graph.is_weighted()) ones_.assign(graph.end_count(), Weight{1});
    }
    explicit TieMatrix(const TieGraph<Weight, direction>&&) = delete;

    [[nodiscard]] Eigen::Map<const Matrix> view() const
    {
        const auto size = static_cast<Eigen::Index>(graph_->size());
        // int and unsigned are the same bytes for ids below 2^31, and may alias.
        const auto* columns = reinterpret_cast<const int*>(graph_->alters().data());
        const auto* weights = graph_->is_weighted() ? graph_->weights().data() : ones_.data();
        return {size, size, static_cast<Eigen::Index>(graph_->end_count()), rows_.data(), columns, weights};
    }

private:
    const TieGraph<Weight, direction>* graph_;
    std::vector<int> rows_;
    std::vector<Weight> ones_;
};

template <std::floating_point Weight, Direction direction>
TieMatrix(const TieGraph<Weight, direction>&) -> TieMatrix<Weight, direction>;

}  // namespace tertius
