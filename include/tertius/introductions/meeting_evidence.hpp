#pragma once

#include <tertius/graph/tie_graph.hpp>
#include <tertius/introductions/meeting_scores.hpp>
#include <tertius/strength/snapshot.hpp>

#include <Eigen/Core>

#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace tertius {

/// Something that makes it likelier that a person meets a stranger.
struct MeetingEvidence {
    std::string_view name;
    std::string_view sentence;  ///< told to the person, of the stranger
};

/// All of it, in the order of its columns; the formula stands behind each.
///
/// p person, c stranger, m their shared contacts, n_ab contacts between two, d ties of a person. H is the horizon, times
/// are counted in horizons: D_ab(h) is contacts fading with half-life h, s the sum of a person's weights of that kind.
/// new_c: c's ties, each fading since its first contact. g people in a gathering, w windows of H/50 ago.
inline constexpr std::array<MeetingEvidence, 17> meeting_evidence{{
    {"shared contacts", "you share many contacts"},                                    // ln(number of m)
    {"close ties", "you are both close to the same people"},                           // ln(sum L_pm L_mc / s_m),
                                                                                       // L = ln(1 + n)
    {"ties in use", "people you are in touch with are in touch with them"},            // the same of ln(1 + D(1))
    {"ties of the moment", "people you talk to just now talk to them too"},            // of ln(1 + D(.1))
    {"passed on", "people you turn to turn to them"},                                  // ln(sum O_pm O_mc / s_m),
                                                                                       // O = ln(1 + contacts a to b)
    {"passed back", "they turn to people who turn to you"},                            // ln(sum O_cm O_mp / s_m)
    {"seen by contacts", "your contacts have been in touch with them lately"},         // ln(sum 2^-silence_mc / d_m)
    {"wider circle", "many ways lead from you to them, in three steps"},               // ln(three-step walk p to c),
                                                                                       // by ln(1 + D(4))
    {"their wider circle", "their circle leads to you, in three steps"},               // ln(three-step walk c to p)
    {"opening up", "they make new contacts at a high rate"},                           // ln(new_c / contacts_c(1))
    {"seeking and sought", "one of you turns to new people, the other is turned to"},  // ln(begun_p sought_c +
                                                                                       // sought_p begun_c), shares of p
    {"active now", "they are very active just now"},                                   // ln(contacts_c(.1))
    {"just seen", "they were in contact with somebody a moment ago"},                  // -ln(silence_c)
    {"newcomer", "they are new here"},                                                 // -ln(since c's first contact)
    {"same company", "you were with the same people at the same time"},                // ln(sum 2^(-w/100) / ln(1.7+g))
    {"same conversation", "you were in the same conversations"},                       // the same of one moment
    {"same clusters", "you move in the same clusters"},                                // ln(sum f_pk f_ck / f_k),
                                                                                       // f shares of L in cluster k
}};

/// The strangers at distance two of one person.
struct Strangers {
    static constexpr int columns = static_cast<int>(meeting_evidence.size());

    std::vector<PersonId> others;  ///< ascending
    /// A row each: the evidence, standardised over the person's strangers and cut off at -4 and 4.
    Eigen::Matrix<double, Eigen::Dynamic, columns, Eigen::RowMajor> values;
};

/// What a log shows, at one moment, of who may meet whom.
///
/// Requires  contacts sorted by pair and time; those after the moment are not looked at. `declared` ties, whose people
///           know each other without contact, count as one contact of long ago. A horizon > 0, in seconds.
/// Cost      O(n log n) once, n the contacts; 44 bytes a tie end and 100 a contact.
class MeetingView {
public:
    MeetingView(std::span<const Contact> contacts, std::span<const PersonPair> declared, PersonId size,
                const Stretch& stretch, const Execution& execution = {});

    /// Everybody's ties at the moment, weighted by ln(1 + contacts).
    [[nodiscard]] const TieGraph<float>& graph() const;

    struct Columns;  // what is known of people, ties and gatherings

private:
    friend class StrangerReader;
    std::shared_ptr<const Columns> columns_;
};

/// Reads one person's strangers at a time; the working memory of one thread.
///
/// Cost  O(d_m over contacts m + d_c over strangers c + people in the person's gatherings); 88 bytes a person.
class StrangerReader {
public:
    explicit StrangerReader(const MeetingView& view);
    ~StrangerReader();
    StrangerReader(StrangerReader&&) noexcept;
    StrangerReader& operator=(StrangerReader&&) noexcept;
    StrangerReader(const StrangerReader&) = delete;
    StrangerReader& operator=(const StrangerReader&) = delete;

    [[nodiscard]] Strangers read(PersonId person);

private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace tertius
