#pragma once

#include <tertius/strength/building_blocks.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tertius {

/// A table of a network that reasons rest on.
enum class RecordTable : std::uint8_t { interactions, commitments, exchanges, introductions, milestones };

[[nodiscard]] std::string_view name(RecordTable table);

/// A row of a network's table.
struct Record {
    RecordTable table;
    std::size_t row;

    friend bool operator==(const Record&, const Record&) = default;
};

/// One reason why a tie is as strong as it is.
struct Reason {
    Aspect aspect;
    double log_odds = 0;            ///< what it adds to the average tie's; below 0 it weakens
    std::string sentence;           ///< what the records say about it, in plain words
    std::vector<Record> records{};  ///< what it rests on: of a long log, the contacts that weigh most
};

/// Why a tie is as strong as it is: a sum that anybody can check.
///
///     base + sum of the reasons' log_odds = log-odds of the strength   (to 1e-9)
struct Explanation {
    double base = 0;                 ///< log-odds of a tie that is average in everything
    std::vector<Reason> reasons;     ///< the weightiest first
    std::vector<Aspect> unscored{};  ///< what the records cannot show, and so adds nothing
    double log_odds = 0;
    double strength = 0;
    double low = 0;
    double high = 0;
};

/// Explains strengths by the six building blocks, rhythm and setting, in words and with the records they rest on.
///
/// Cost  O(rows log rows) to make; an explanation O(the tie's records).
class StrengthExplainer {
public:
    /// Of strengths that tie_strengths() judged from this network; keeps references to both.
    StrengthExplainer(const TieStrengths& strengths, const Network& network, const Execution& execution = {});
    /// Of strengths from a ledger, which keeps no records: sentences say what the strengths themselves hold.
    explicit StrengthExplainer(const TieStrengths& strengths);
    StrengthExplainer(StrengthExplainer&&) noexcept;
    ~StrengthExplainer();

    /// Explains the tie at that place. Sentences speak of `person` and `alter` by the names given.
    /// Requires  tie < strengths.tie_count().
    [[nodiscard]] Explanation explain(std::size_t tie, const std::string& person, const std::string& alter) const;

    /// Both sides of each building block of the tie at that place, seen from its lower person.
    /// Value  of a ledger's strengths: unscored.
    [[nodiscard]] BuildingBlocks blocks(std::size_t tie) const;

private:
    struct Records;
    const TieStrengths& strengths_;
    std::unique_ptr<const Records> records_;  // none: a ledger's
};

}  // namespace tertius
