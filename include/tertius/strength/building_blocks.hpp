#pragma once

#include <tertius/strength/alignment.hpp>
#include <tertius/strength/cadence.hpp>
#include <tertius/strength/communication.hpp>
#include <tertius/strength/empathy.hpp>
#include <tertius/strength/evidence.hpp>
#include <tertius/strength/reciprocity.hpp>
#include <tertius/strength/respect.hpp>
#include <tertius/strength/trust.hpp>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tertius {

/// The six building blocks of a relationship: what each side shows the other, and what it makes of the pair.
struct BuildingBlocks {
    TwoSided trust;
    TwoSided communication;
    TwoSided respect;
    TwoSided reciprocity;
    TwoSided alignment;  ///< common goals and values; the same from both sides
    TwoSided empathy;    ///< empathy and understanding
};

/// A relationship as it bears on strength: what is normal for it, and who has the first-named role.
struct DeclaredType {
    RelationshipType type;
    bool low_is_first = true;
};

/// Reads all six building blocks, each judged by what is normal for the type of the relationship.
///
/// Reciprocity is that of gifts; where none is on record, that of contacts, against who normally begins them. Trust
/// without promises or gifts is that of the conversation. What the records cannot show is unscored.
///
/// Cost  O(rows log rows) to make; a pair O(its records).
class BuildingBlocksReader {
public:
    /// Reads all records. Keeps references to the network, the contacts and the histories.
    BuildingBlocksReader(const Network& network, std::span<const Contact> contacts, const EvidenceView& seen);
    /// Knows of contacts alone, as a ledger does.
    explicit BuildingBlocksReader(const EvidenceView& seen);

    [[nodiscard]] BuildingBlocks read(const HistoryOfPair& pair) const;
    /// What the records beside the contacts say for the tie's strength; NaN where they say nothing.
    [[nodiscard]] RecordedEvidence evidence(const HistoryOfPair& pair) const;

    /// The relationship that the two declared first and that still holds.
    [[nodiscard]] std::optional<DeclaredType> declared(PersonId low, PersonId high) const;
    [[nodiscard]] const RelationshipNorms& norms() const { return norms_; }
    [[nodiscard]] const CommunicationReader& communication() const { return communication_; }

private:
    struct Records;
    [[nodiscard]] double normal_share(PersonId low, PersonId high, double RelationshipNorm::*share) const;
    [[nodiscard]] TwoSided trust(const HistoryOfPair& pair) const;
    [[nodiscard]] TwoSided reciprocity(const HistoryOfPair& pair) const;

    EvidenceView seen_;
    RelationshipNorms norms_;
    CommunicationReader communication_;
    std::shared_ptr<const Records> records_;  // none: only contacts are known
};

}  // namespace tertius
