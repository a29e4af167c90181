#pragma once

#include <tertius/introductions/introduced_pairs.hpp>
#include <tertius/strength/conduct.hpp>
#include <tertius/strength/empathy.hpp>
#include <tertius/strength/respect.hpp>
#include <tertius/strength/tie_histories.hpp>
#include <tertius/strength/trust.hpp>

#include "matters.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace tertius::detail {

/// A row that joins ego and an alter.
struct EgoRow {
    Time time;
    std::size_t row;
    bool by_ego;
};

/// What is recorded of ego and one alter.
struct EgoTie {
    PersonId alter;
    std::vector<EgoRow> contacts{};  ///< by time
    std::vector<EgoRow> gifts{};
    std::vector<std::size_t> promises{};  ///< of ego to the alter
    std::vector<IntroducedPair> introductions{};
    std::vector<std::size_t> milestones{};  ///< of the alter
    Time acquainted = no_time;              ///< since when at the latest; no_time: not recorded
    double gap_days = 0;                    ///< between contacts, as is normal for what the two are to each other
};

/// What is recorded of one person by a moment, alter by alter.
class EgoRecords {
public:
    /// Keeps a reference to the network.
    EgoRecords(const Network& network, PersonId ego, Time at, const Execution& execution);
    EgoRecords(const EgoRecords&) = delete;  // readers look at its contacts
    EgoRecords& operator=(const EgoRecords&) = delete;

    [[nodiscard]] const Network& network() const { return network_; }
    [[nodiscard]] PersonId ego() const { return ego_; }
    [[nodiscard]] Time at() const { return at_; }
    /// Those most in contact first, then in the order of people.
    [[nodiscard]] std::span<const EgoTie> ties() const { return ties_; }
    [[nodiscard]] const Matters& matters() const { return matters_; }
    /// What ego sent to everybody.
    [[nodiscard]] const Profile& sent() const { return sent_; }
    [[nodiscard]] Profile sent(const EgoTie& tie) const;
    /// Whether a row is ego's doing: where contacts have no direction, each is.
    [[nodiscard]] bool is_own(const EgoRow& contact) const { return contact.by_ego || !directed_; }
    [[nodiscard]] bool directed() const { return directed_; }
    [[nodiscard]] Conduct conduct(std::size_t interaction) const
    {
        return conduct_.empty() ? Conduct::ordinary : conduct_[interaction];
    }
    /// Whether a contact is an appointment, which nobody begins or answers.
    [[nodiscard]] bool is_appointment(const EgoRow& contact) const;
    /// Whether anybody's contacts on record by then tell of themselves.
    [[nodiscard]] bool anybody_discloses() const { return anybody_discloses_; }
    /// The last contact of two people; no_time without one.
    [[nodiscard]] Time last_contact(PersonId a, PersonId b) const;
    /// The alter most in contact with ego of whom neither contact with this one nor an introduction to them by ego is
    /// on record; nobody if there is none.
    [[nodiscard]] PersonId stranger_to(PersonId alter) const;
    /// The quality of what was promised in that row, as far as it is delivered; NaN where not recorded.
    [[nodiscard]] double quality(std::size_t promise) const;
    /// The mean quality of what ego delivered, if at least twice.
    [[nodiscard]] std::optional<double> mean_quality() const { return mean_quality_; }
    [[nodiscard]] double deliveries() const { return deliveries_; }

    /// The building blocks' readers: records that fade, and the same that do not, so that cases are whole numbers.
    struct Readers {
        TrustReader trust;
        RespectReader respect;
        EmpathyReader empathy;
    };
    [[nodiscard]] const Readers& fading() const { return fading_; }
    [[nodiscard]] const Readers& lasting() const { return lasting_; }

private:
    [[nodiscard]] Readers readers(bool fade) const;
    void collect();
    void judge_quality();
    [[nodiscard]] bool any_disclosure() const;
    [[nodiscard]] const HistoryOfPair* history(PersonId a, PersonId b) const;

    const Network& network_;
    PersonId ego_;
    Time at_;
    std::vector<Contact> contacts_;
    std::vector<HistoryOfPair> histories_;
    std::vector<Conduct> conduct_;
    Matters matters_;
    Readers fading_, lasting_;
    std::vector<EgoTie> ties_;
    Profile sent_;
    std::optional<double> mean_quality_;
    double deliveries_ = 0;
    bool directed_;
    bool anybody_discloses_;
};

}  // namespace tertius::detail
