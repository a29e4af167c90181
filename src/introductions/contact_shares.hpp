#pragma once

#include <tertius/graph/detail/huge_pages.hpp>
#include <tertius/introductions/meeting_scores.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tertius {

/// 1 / value; 0 where that is not finite: ties too weak for a double's range carry nothing.
inline double inverse_or_zero(double value)
{
    const double inverse = 1 / value;
    return std::isfinite(inverse) ? inverse : 0;
}

/// How much a contact counts for a meeting that goes through them, by their ties and those ties' total weight.
inline double contact_share(MeetingMeasure measure, double degree, double total)
{
    switch (measure) {
        case MeetingMeasure::adamic_adar:
            return inverse_or_zero(std::log1p((degree - 1) * (total / degree)));
        case MeetingMeasure::resource_allocation:
        case MeetingMeasure::personal_pagerank:
        case MeetingMeasure::random_walk:
            return inverse_or_zero(total);
        case MeetingMeasure::l3:
            return inverse_or_zero(std::sqrt(total));
        default:
            return 1;
    }
}

/// What a measure needs to know of each person: how much they are tied in all, and what they count as a contact.
template <class Weight>
class ContactShares {
public:
    ContactShares(const TieGraph<Weight>& graph, MeetingMeasure measure, bool weighted)
        : graph_(graph), measure_(measure), weighted_(weighted && graph.is_weighted())
    {
    }

    /// Works everybody out once, for calls that ask often.
    void prepare(const Execution& execution)
    {
        if (weighted_) totals_.resize(graph_.size());
        shares_.resize(graph_.size());
        parallel_for(execution, graph_.size(), 4096, [&](std::size_t begin, std::size_t end) {
            for (std::size_t person = begin; person < end; ++person) {
                const double total = computed_total(static_cast<PersonId>(person));
                if (weighted_) totals_[person] = total;
                shares_[person] = computed_share(static_cast<PersonId>(person), total);
            }
        });
    }

    [[nodiscard]] const TieGraph<Weight>& graph() const { return graph_; }
    [[nodiscard]] MeetingMeasure measure() const { return measure_; }
    /// Whether a score is no more than the sum over the shared contacts.
    [[nodiscard]] bool adds_up() const
    {
        return measure_ == MeetingMeasure::common_contacts || measure_ == MeetingMeasure::adamic_adar ||
               measure_ == MeetingMeasure::resource_allocation;
    }
    [[nodiscard]] bool weighted() const { return weighted_; }
    /// k, or K if weighted.
    [[nodiscard]] double total(PersonId person) const
    {
        return totals_.empty() ? computed_total(person) : totals_[person];
    }
    [[nodiscard]] double share(PersonId contact) const
    {
        return shares_.empty() ? computed_share(contact, computed_total(contact)) : shares_[contact];
    }
    /// The weight of ego's tie to alters(ego)[place]; 1 unless weighted.
    [[nodiscard]] double strength(PersonId ego, std::size_t place) const
    {
        return weighted_ ? static_cast<double>(graph_.weights(ego)[place]) : 1.0;
    }

    /// Asks for what is known of a contact, if it was worked out before.
    [[gnu::always_inline]] void prefetch(PersonId contact) const
    {
        if (!shares_.empty()) __builtin_prefetch(shares_.data() + contact);
        if (!totals_.empty()) __builtin_prefetch(totals_.data() + contact);
    }
    /// Calls visit(alters of a contact who counts `share`, what the way there is worth, by the alter's place).
    template <class Visit>
    void with_worth(PersonId person, std::size_t place, double share, const Visit& visit) const
    {
        const PersonId contact = graph_.alters(person)[place];
        const auto alters = graph_.alters(contact);
        if (!weighted_) return visit(alters, [=](std::size_t) { return share; });
        const double first_half = strength(person, place);
        const auto weights = graph_.weights(contact);
        if (measure_ == MeetingMeasure::jaccard)
            return visit(alters, [=](std::size_t i) { return std::min<double>(first_half, weights[i]); });
        visit(alters, [=](std::size_t i) { return first_half * weights[i] * share; });
    }

private:
    [[nodiscard]] double computed_total(PersonId person) const
    {
        return weighted_ ? graph_.weighted_degree(person) : static_cast<double>(graph_.degree(person));
    }
    [[nodiscard]] double computed_share(PersonId person, double total) const
    {
        return contact_share(measure_, static_cast<double>(graph_.degree(person)), total);
    }

    const TieGraph<Weight>& graph_;
    MeetingMeasure measure_;
    bool weighted_;
    detail::Column<double> totals_;  // those of unweighted ties stand in the graph
    detail::Column<double> shares_;
};

/// Of what two people's ties have in common, its part of all that they have.
inline double jaccard(double common, double total_x, double total_y)
{
    const double all = total_x + total_y - common;
    return all > 0 ? common / all : 0;
}

}  // namespace tertius
