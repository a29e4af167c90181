#pragma once

#include <tertius/strength/circles.hpp>

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tertius {

/// What a piece of evidence speaks of: the six building blocks, the rhythm of a tie, and the people around it.
enum class Aspect : std::uint8_t {
    trust,
    communication,
    respect,
    reciprocity,
    alignment,  ///< common goals and values
    empathy,    ///< empathy and understanding
    rhythm,
    setting,
};

inline constexpr std::array aspects{Aspect::trust,     Aspect::communication, Aspect::respect, Aspect::reciprocity,
                                    Aspect::alignment, Aspect::empathy,       Aspect::rhythm,  Aspect::setting};

[[nodiscard]] std::string_view name(Aspect aspect);

/// One number that the strength of a tie is judged by.
struct Evidence {
    std::string_view name;
    Aspect aspect;
    bool only_raises;           ///< more of it never lowers a strength
    double assumed_weight = 0;  ///< what it is worth where no log ever showed it: an assumption, not a fit
};

/// All evidence, in the order of its columns; the formula stands behind each.
///
/// H is the horizon and times are counted in horizons, so that the same weights serve a conference of three days
/// and six years of mail. n contacts, f forward, b backward; "over h": fading with half-life h; silence: time since
/// the last contact; age: since the first.
inline constexpr std::array<Evidence, 51> evidence{{
    {"contacts", Aspect::communication, true},            // ln(1 + n)
    {"sessions over H/16", Aspect::communication, true},  // ln(1 + sessions)
    {"sessions over H/4", Aspect::communication, true},
    {"sessions over H", Aspect::communication, true},
    {"sessions over 4H", Aspect::communication, true},
    {"sessions over 16H", Aspect::communication, true},
    {"personal contacts over H", Aspect::communication, true},  // ln(1 + contacts, each by its share)
    {"personal contacts over 4H", Aspect::communication, true},
    {"personal contacts over 16H", Aspect::communication, true},
    {"personal share", Aspect::communication, true},  // mean share of a contact
    {"balance", Aspect::reciprocity, true},           // (2 min(f, b) + 1) / (n + 2)
    {"returned over H", Aspect::reciprocity, true},   // ln(1 + the rarer direction)
    {"returned over 4H", Aspect::reciprocity, true},
    {"recency", Aspect::rhythm, true},                            // -ln(silence + .01)
    {"age", Aspect::rhythm, false},                               // ln(age + .01)
    {"span", Aspect::rhythm, false},                              // ln(last - first + .01)
    {"silence in gaps", Aspect::rhythm, false},                   // ln((silence + .005) / (mean gap + .005))
    {"rate", Aspect::rhythm, false},                              // ln((n + .1) / (age + .3))
    {"typical gap", Aspect::rhythm, false},                       // mean of ln(gap), with one gap of H/2 added
    {"gap spread", Aspect::rhythm, false},                        // its standard deviation, one gap of 1 added
    {"silence against gaps", Aspect::rhythm, false},              // (ln(silence) - typical) / spread
    {"last gap", Aspect::rhythm, false},                          // ln(last gap + .005)
    {"alive by its gaps", Aspect::rhythm, false},                 // log-odds that it has not ended, by BG/NBD
    {"quieter one's contacts over H/4", Aspect::setting, false},  // ln(1 + contacts of the less active)
    {"quieter one's contacts over H", Aspect::setting, false},
    {"quieter one's contacts over 4H", Aspect::setting, false},
    {"busier one's contacts over H/4", Aspect::setting, false},  // ln(1 + contacts of the more active)
    {"busier one's contacts over H", Aspect::setting, false},
    {"busier one's contacts over 4H", Aspect::setting, false},
    {"quieter one's alters lately", Aspect::setting, false},  // ln(1 + alters, fading over H/4), the lower of the two
    {"busier one's alters lately", Aspect::setting, false},
    {"smaller circle", Aspect::setting, false},  // ln(1 + alters) of the two
    {"larger circle", Aspect::setting, false},
    {"longer silent one", Aspect::setting, false},  // -ln(own silence + .01) of the two
    {"shorter silent one", Aspect::setting, false},
    {"quieter alters", Aspect::setting, false},  // mean over alters of ln(1 + their other contacts over H), the lower
    {"busier alters", Aspect::setting, false},
    {"share of the quieter one's contacts", Aspect::setting, false},  // ln of the tie's share in them, over 4H
    {"share of the busier one's contacts", Aspect::setting, false},
    {"shared contacts", Aspect::setting, false},         // ln(1 + k)
    {"rare shared contacts", Aspect::setting, false},    // ln(1 + sum of 1 / ln(1 + their alters))
    {"active shared contacts", Aspect::setting, false},  // ln(1 + sum of products of ln(1 + contacts))
    {"nearest shared contact", Aspect::setting, false},  // -ln(silence + .01) of the one whom both met last
    {"paths between them", Aspect::setting, false},      // ln(.003 + sum of shares: one's in k, k's in the other)
    {"overlap of circles", Aspect::setting, false},      // k / everybody else whom either knows
    // What the records beside the contacts say; log-odds of a building block's value, between .02 and .98. No public
    // log holds any, so the weights are assumptions; refining leaves them as they are.
    {"trust earned", Aspect::trust, true, .30},          // by promises, work and gifts
    {"respect shown", Aspect::respect, true, .20},       // by attendance and thanks
    {"gifts balanced", Aspect::reciprocity, true, .20},  // against what is normal for the type
    {"common ground", Aspect::alignment, true, .10},     // over chance
    {"care shown", Aspect::empathy, true, .25},          // at milestones
    {"alive for its type", Aspect::rhythm, true, .50},   // of Cadence::chance_alive, less 1.5
}};

/// How many of the last columns come from records beside the contacts.
inline constexpr std::size_t recorded_columns = 6;

/// Those columns of one tie; NaN: the records cannot show it.
using RecordedEvidence = std::array<double, recorded_columns>;

/// A row for each tie, a column for each piece of evidence; NaN: the records cannot show it.
using EvidenceMatrix = Eigen::Matrix<double, Eigen::Dynamic, static_cast<int>(evidence.size()), Eigen::RowMajor>;

using EvidenceRow = Eigen::Ref<Eigen::Matrix<double, 1, static_cast<int>(evidence.size())>>;

/// What evidence is read from: the histories of all ties, seen at one time with one horizon.
struct EvidenceView {
    PersonId size = 0;                         ///< people in the network
    std::span<const HistoryOfPair> histories;  ///< sorted by pair; an empty history is a tie without contact
    Time start = 0;                            ///< when the log begins; `at` when there is none
    Time at = 0;                               ///< requires every contact to be earlier or then
    double horizon = 1;                        ///< in seconds, > 0
    bool directed = true;                      ///< whether contacts have a direction
    /// What other records say of each tie, one for each history; empty: there are no others.
    std::span<const RecordedEvidence> recorded{};
};

/// Reads the evidence on ties, after one look round at who is active and who knows whom.
///
/// Cost  O(ties) to make; a row O(d log D), d and D the alters of the tie's two people.
class EvidenceReader {
public:
    explicit EvidenceReader(const EvidenceView& view, const Execution& execution = {});

    /// The evidence on the tie at that place in `view.histories`.
    void read(std::size_t tie, EvidenceRow row) const;
    /// The same if what passed between the two had been this, and all else as it is; of contacts alone.
    void read(const HistoryOfPair& pair, EvidenceRow row) const;
    /// The same if the tie at that place had the past `after`, and its two people were as active as that makes them.
    /// Requires  that `after` is the tie's own past with contacts added. Not for two threads at once.
    void suppose(std::size_t tie, const HistoryOfPair& after, EvidenceRow row);
    /// How many alters the tie's two people share.
    [[nodiscard]] std::size_t shared_contacts(std::size_t tie) const;

private:
    class RowWriter;

    [[nodiscard]] double in_horizons(Time seconds) const { return static_cast<double>(seconds) / view_.horizon; }
    /// Nothing at all is known of contacts: the network has no log.
    [[nodiscard]] bool without_log() const { return view_.at == view_.start; }
    void write_communication(const TieHistory& history, RowWriter& row) const;
    void write_reciprocity(const TieHistory& history, RowWriter& row) const;
    void write_stated(const HistoryOfPair& pair, RowWriter& row) const;
    void write_rhythm(const TieHistory& history, RowWriter& row) const;
    void write_gaps(const TieHistory& history, double silence, RowWriter& row) const;
    void write_people(const HistoryOfPair& pair, RowWriter& row) const;
    void write_shares(const HistoryOfPair& pair, RowWriter& row) const;
    void write_circles(const HistoryOfPair& pair, RowWriter& row) const;

    EvidenceView view_;
    double silence_of_log_;
    Circles circles_;
};

/// The evidence on the ties at the given places, a row each.
[[nodiscard]] EvidenceMatrix evidence_on(const EvidenceView& view, std::span<const std::size_t> ties,
                                         const Execution& execution = {});

}  // namespace tertius
