#include "connected_clusters.hpp"

#include "weight_scale.hpp"

#include <vector>

namespace tertius::detail {

namespace {

/// The pieces that ties of positive weight among people of one label make.
template <std::floating_point Weight>
Partition connected_pieces(const TieGraph<Weight>& graph, std::span<const ClusterId> labels)
{
    std::vector<ClusterId> pieces(graph.size(), nobody);
    std::vector<PersonId> waiting;
    for (const PersonId first : graph.people()) {
        if (pieces[first] != nobody) continue;
        pieces[first] = first;
        waiting.assign(1, first);
        while (!waiting.empty()) {
            const PersonId person = waiting.back();
            waiting.pop_back();
            for (const auto& tie : graph.ties_of(person)) {
                if (tie.weight == 0 || pieces[tie.target] != nobody || labels[tie.target] != labels[first]) continue;
                pieces[tie.target] = first;
                waiting.push_back(tie.target);
            }
        }
    }
    return Partition(pieces);
}

/// Which cluster each piece goes to: those that stay first, then outwards from them.
template <std::floating_point Weight>
class Joining {
public:
    Joining(const TieGraph<Weight>& graph, const Partition& pieces)
        : graph_(graph),
          pieces_(pieces),
          members_(pieces.members()),
          scale_(WeightScale::to_unit(graph.weights())),
          clusters_(pieces.count(), nobody),
          tied_(pieces.count())
    {
    }

    std::vector<ClusterId> run(std::span<const ClusterId> labels)
    {
        for (const ClusterId piece : largest_of_each(labels)) settle(piece, piece);
        join_neighbours();
        for (ClusterId piece = 0; piece < clusters_.size(); ++piece) {
            if (clusters_[piece] == nobody) settle(piece, piece);
            join_neighbours();
        }
        std::vector<ClusterId> result(graph_.size());
        for (const PersonId person : graph_.people()) result[person] = clusters_[pieces_[person]];
        return result;
    }

private:
    [[nodiscard]] std::vector<ClusterId> largest_of_each(std::span<const ClusterId> labels) const
    {
        const Partition named(labels);
        std::vector<ClusterId> largest(named.count(), nobody);
        for (ClusterId piece = 0; piece < members_.size(); ++piece) {
            const PersonId first = members_[piece].front();
            ClusterId& best = largest[named[first]];
            if (labels[first] != nobody && (best == nobody || members_[piece].size() > members_[best].size()))
                best = piece;
        }
        std::erase(largest, nobody);
        return largest;
    }

    void settle(ClusterId piece, ClusterId cluster)
    {
        clusters_[piece] = cluster;
        settled_.push_back(piece);
    }

    void join_neighbours()
    {
        for (; next_ < settled_.size(); ++next_)
            for_alters(settled_[next_], [&](ClusterId other, double) {
                if (clusters_[other] == nobody) settle(other, most_tied(other));
            });
    }

    /// The settled cluster that most of the weight of a piece's ties leads to; of equal ones, the first.
    [[nodiscard]] ClusterId most_tied(ClusterId piece)
    {
        met_.clear();
        for_alters(piece, [&](ClusterId other, double weight) {
            const ClusterId cluster = clusters_[other];
            if (cluster == nobody) return;
            met_.push_back(cluster);
            tied_[cluster] += weight;
        });
        ClusterId best = met_.front();
        for (const ClusterId cluster : met_)
            if (tied_[cluster] > tied_[best] || (tied_[cluster] == tied_[best] && cluster < best)) best = cluster;
        for (const ClusterId cluster : met_) tied_[cluster] = 0;
        return best;
    }

    /// Calls visit(piece, weight) for each tie of positive weight from one piece to another.
    template <class Visit>
    void for_alters(ClusterId piece, const Visit& visit) const
    {
        for (const PersonId person : members_[piece])
            for (const auto& tie : graph_.ties_of(person))
                if (tie.weight > 0 && pieces_[tie.target] != piece) visit(pieces_[tie.target], scale_(tie.weight));
    }

    const TieGraph<Weight>& graph_;
    const Partition& pieces_;
    std::vector<std::vector<PersonId>> members_;
    WeightScale scale_;
    std::vector<ClusterId> clusters_;  // of each piece; nobody: not settled
    std::vector<ClusterId> settled_;   // in this order
    std::size_t next_ = 0;             // the first of them whose neighbours wait
    std::vector<double> tied_;
    std::vector<ClusterId> met_;
};

}  // namespace

template <std::floating_point Weight>
Partition connected_clusters(const TieGraph<Weight>& graph, std::span<const ClusterId> labels)
{
    const Partition pieces = connected_pieces(graph, labels);
    return Partition(Joining(graph, pieces).run(labels));
}

template Partition connected_clusters(const TieGraph<float>&, std::span<const ClusterId>);
template Partition connected_clusters(const TieGraph<double>&, std::span<const ClusterId>);

}  // namespace tertius::detail
