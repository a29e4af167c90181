#pragma once

#include <tertius/introductions/meeting_model.hpp>
#include <tertius/introductions/people_to_meet.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tertius {

/// Somebody worth meeting, and what each piece of evidence adds to the score.
struct LearnedPersonToMeet : PersonToMeet {
    std::array<double, MeetingModel::size> contributions{};  ///< in the order of meeting_evidence; they add up

    /// The piece that adds most; null if nothing speaks more for this stranger than for the others.
    [[nodiscard]] const MeetingEvidence* because() const;
};

struct LearnedMeetingOptions {
    std::optional<MeetingModel> model{};  ///< nothing: the shipped weights
    bool refine = true;                   ///< move the weights towards what the network's own past teaches
    Execution execution{};
};

/// Whom people should meet, judged by what led to meetings before: contacts, their age, activity and clusters together.
///
/// Made once for a network and a moment, those of its strengths; then each person takes milliseconds. A horizon longer
/// than half of the log counts as that.
///
/// Requires  the strengths of this network, which live as long as this.
/// Cost      O(n log n) of n contacts; refining adds four passes, each with up to 250 people.
class LearnedMeetings {
public:
    LearnedMeetings(const Network& network, const TieStrengths& strengths, const LearnedMeetingOptions& options = {});

    [[nodiscard]] const MeetingModel& model() const { return model_; }
    [[nodiscard]] const MeetingView& view() const { return view_; }
    [[nodiscard]] const TieStrengths& strengths() const { return *strengths_; }

private:
    struct Past;
    LearnedMeetings(const Past& past, PersonId size, const TieStrengths& strengths,
                    const LearnedMeetingOptions& options);

    MeetingView view_;
    MeetingModel model_;
    const TieStrengths* strengths_;
};

/// The strangers of one person with the highest scores.
///
/// Value     as of the other measures, but scores may be below 0: they are relative to the mean of a person's strangers.
/// Throws    UnknownPerson; InvalidOption for a limit below 1.
[[nodiscard]] std::vector<LearnedPersonToMeet> people_to_meet(const LearnedMeetings& meetings, PersonId person,
                                                              int limit = 10);

/// Those of everybody, one person after the other. Can be stopped after any person.
[[nodiscard]] std::vector<LearnedPersonToMeet> people_to_meet(const LearnedMeetings& meetings, int limit = 10,
                                                              const Execution& execution = {});

/// The score of the second of each pair among the strangers of the first; unscored if they are not at distance two.
///
/// Throws  UnknownPerson, and InvalidInput for a person paired with themselves, naming the pair's position.
[[nodiscard]] std::vector<double> meeting_scores(const LearnedMeetings& meetings, std::span<const PersonPair> pairs,
                                                 const Execution& execution = {});

/// Why the two should meet, told to the person: "Ola knows you both; they are new here". What
/// people share is counted.
[[nodiscard]] std::string reason(const LearnedPersonToMeet& row, const NameOf& name_of);

}  // namespace tertius
