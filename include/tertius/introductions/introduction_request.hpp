#pragma once

#include <tertius/network/introduction_stage.hpp>
#include <tertius/network/network.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace tertius {

/// What somebody who has asked for an introduction gets to know.
enum class SeekerSees : std::uint8_t { open, introduced, not_now };

/// A request for an introduction on its way through double opt-in: nobody is introduced who has not said yes.
///
///     proposed -> broker agreed -> a agreed -> b agreed -> introduced -> what came of it
///
/// Each is asked only once those before have agreed, so that nobody is bothered for nothing; whose turn it is can
/// decline instead, and who has agreed can withdraw that until it is made; either ends it. Consents hold until `expires`,
/// the same number of days after the proposal for all. Who asked for it sees it open until then, whoever declined,
/// withdrew or kept silent, and from then on "not now".
///
/// Unchanging: each step makes a new one.
///
/// Throws  InvalidInput for a step that is not the next, not later than the one before, or too late, naming what was
///         allowed; code privacy.consent_expired for an introduction whose consents no longer hold.
/// Source  double opt-in as professional introducers practise it; the steps are this library's.
class IntroductionRequest {
public:
    static constexpr double usual_patience_days = 30;

    /// Throws  InvalidInput if not for three different people; InvalidOption if the patience is not a positive number.
    IntroductionRequest(PersonId broker, PersonId a, PersonId b, Time proposed,
                        double patience_days = usual_patience_days);

    /// A request as recorded in a row of a network's introductions. When a broker agreed is not recorded: it counts as
    /// agreed at once.
    /// Throws  InvalidInput if there is no such row, or the introduction has been made or declined already.
    [[nodiscard]] static IntroductionRequest recorded(const Network& network, std::size_t row,
                                                      double patience_days = usual_patience_days);

    /// The person whose turn it is says yes.
    [[nodiscard]] IntroductionRequest agree(PersonId who, Time at) const;
    /// The person whose turn it is says no.
    [[nodiscard]] IntroductionRequest decline(PersonId who, Time at) const;
    /// Somebody who has agreed takes it back, which ends it.
    [[nodiscard]] IntroductionRequest withdraw(PersonId who, Time at) const;
    /// The broker brings the two together, once all have agreed and while that holds.
    [[nodiscard]] IntroductionRequest introduce(Time at) const;
    /// Notes what came of the introduction: any word but those of the stages.
    [[nodiscard]] IntroductionRequest note_outcome(std::string outcome) const;

    [[nodiscard]] PersonId broker() const { return broker_; }
    [[nodiscard]] PersonId a() const { return a_; }
    [[nodiscard]] PersonId b() const { return b_; }
    [[nodiscard]] IntroductionStage stage() const { return stage_; }
    [[nodiscard]] Time proposed() const { return proposed_; }
    [[nodiscard]] Time expires() const { return expires_; }
    [[nodiscard]] const std::string& outcome() const { return outcome_; }
    /// Who is to answer next: the broker for the introduction itself; nobody once it has been made or has ended.
    [[nodiscard]] PersonId whose_turn() const;
    /// Whether it has ended without an answer by then.
    [[nodiscard]] bool has_expired(Time at) const;

    /// What the seeker sees at a moment: the same at every one, whether it was declined or withdrawn, by whom, or nobody
    /// answered.
    [[nodiscard]] SeekerSees seen_by_seeker(Time at) const;

    /// The network with this request in its introductions: in place of the same request where it stands there already,
    /// else below the rest. Its time is that of the proposal until it is made, and then that of the introduction.
    ///
    /// This is the broker's book: it tells a refusal from silence. A seeker is shown seen_by_seeker() alone.
    /// Cost  O(rows of all tables).
    [[nodiscard]] Network record_in(const Network& network) const;

    friend bool operator==(const IntroductionRequest&, const IntroductionRequest&) = default;

private:
    [[nodiscard]] IntroductionRequest step(IntroductionStage next, Time at) const;
    [[nodiscard]] std::string_view role_of(PersonId who) const;
    [[nodiscard]] bool has_agreed(PersonId who) const;
    void require_under_way(std::string_view what) const;
    void require_turn(PersonId who, std::string_view what) const;
    void require_consent(Time at) const;

    PersonId broker_, a_, b_;
    IntroductionStage stage_ = IntroductionStage::proposed;
    Time proposed_, expires_, last_step_;
    Time agreed_a_ = no_time, agreed_b_ = no_time, introduced_ = no_time;
    std::string outcome_;
};

}  // namespace tertius
