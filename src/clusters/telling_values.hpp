#pragma once

#include <tertius/clusters/describe_clusters.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tertius::detail {

/// A trait column made ready for counting: values numbered without gaps, each once a person.
struct CountedColumn {
    std::vector<std::uint64_t> offsets;
    std::vector<std::uint32_t> places;  // of the persons' values in `values`
    std::vector<std::uint32_t> values;  // distinct, ascending
    std::vector<PersonId> totals;       // how many people have each
    PersonId known = 0;                 // of how many people anything is recorded
    std::size_t shared = 0;             // how many values two people or more have
};

/// Which values a cluster's people have so often that chance hardly explains it.
class TellingValues {
public:
    /// Counts of one thread; all 0 between uses.
    struct Scratch {
        std::vector<PersonId> counts;
        std::vector<std::uint32_t> met;
    };

    /// Throws InvalidInput.
    TellingValues(std::span<const TraitColumn> traits, PersonId size);

    [[nodiscard]] Scratch scratch() const;

    /// Of all columns, in no order.
    void collect(std::span<const PersonId> members, double significance, Scratch& scratch,
                 std::vector<TellingValue>& found) const;

private:
    void collect_of(std::uint32_t column, std::span<const PersonId> members, double significance, Scratch& scratch,
                    std::vector<TellingValue>& found) const;

    /// -log P[ X >= count ] when `drawn` are drawn from `all`, of whom `marked` have it; count above the mean.
    [[nodiscard]] double surprise(PersonId count, PersonId drawn, PersonId marked, PersonId all) const;

    [[nodiscard]] double log_choices(PersonId of, PersonId chosen) const
    {
        return log_factorials_[of] - log_factorials_[chosen] - log_factorials_[of - chosen];
    }

    std::vector<CountedColumn> columns_;
    std::vector<double> log_factorials_;
};

}  // namespace tertius::detail
