#pragma once

#include <tertius/graph/tie_graph_builder.hpp>
#include <tertius/strength/tie_histories.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace tertius {

/// How active a person is and was, at the time of looking. Times are counted in horizons.
struct Activity {
    std::array<double, 3> contacts{};  ///< fading over a quarter of the horizon, the horizon, and four of them
    double alters_lately = 0;          ///< alters, each fading over a quarter of the horizon since their last contact
    double alters_activity = 0;        ///< mean over alters of ln(1 + their contacts with others over the horizon)
    double silence = 0;                ///< since the person's last contact
};

/// The people whom two have in common, and how close they stand to both.
struct SharedCircle {
    double count = 0;
    double rare = 0;     ///< each by 1 / ln(1 + their alters)
    double active = 0;   ///< sum of products of ln(1 + contacts) over four horizons
    double silence = 0;  ///< of the one met last by both: the longer silence of that one's two ties
    double paths = 0;    ///< how much of one's contacts go to them and of theirs to the other, both ways round
};

/// Who is active and who knows whom, seen from one time: what surrounds every tie.
///
/// In a network without a log, contacts are the recorded weights, and a tie of weight 0 is none.
///
/// Requires  histories sorted by pair; horizon in seconds, > 0.
/// Cost      O(ties) to make, 40 bytes a tie and 48 a person; shared() O(d log D), d and D the alters of the two.
class Circles {
    /// How a tie stands, seen from either end.
    struct Bond {
        float silence;
        float over_horizon;  // contacts
        float over_four;
        float log_over_four;  // ln(1 + contacts)
    };

public:
    Circles(PersonId size, std::span<const HistoryOfPair> histories, Time start, Time at, double horizon,
            const Execution& execution = {});

    [[nodiscard]] const Activity& activity(PersonId person) const { return activity_[person]; }
    [[nodiscard]] std::size_t alters(PersonId person) const { return graph_.degree(person); }
    [[nodiscard]] bool tied(PersonId a, PersonId b) const { return graph_.has_tie(a, b); }
    [[nodiscard]] SharedCircle shared(PersonId a, PersonId b) const;

    /// What a supposed contact changed, kept so that it can be taken back.
    struct Supposition {
        Activity low{}, high{};
        Bond bond{};
    };
    /// Sees a tie as `after` has it instead of `before`, with the activity of its two people; all else stays as it is.
    ///
    /// Requires  the tie was in contact, and since then more so.
    Supposition suppose(const HistoryOfPair& before, const HistoryOfPair& after);
    void take_back(const HistoryOfPair& pair, const Supposition& supposition);

private:
    /// What a tie adds to the activity of its two people.
    struct Dealings {
        std::array<double, 3> contacts{};
        double silence = 0;
    };

    [[nodiscard]] Dealings dealings(const HistoryOfPair& pair) const;
    [[nodiscard]] static Bond bond_of(const Dealings& has);
    [[nodiscard]] Bond note(const HistoryOfPair& pair);
    [[nodiscard]] Bond& bond(PersonId person, PersonId alter);
    void note_alters_activity(const Execution& execution);
    [[nodiscard]] std::span<const Bond> bonds(PersonId person) const
    {
        const auto offsets = graph_.offsets();
        return {bonds_.data() + offsets[person], bonds_.data() + offsets[person + 1]};
    }
    /// How much of a person's contacts one tie holds.
    [[nodiscard]] double share(const Bond& bond, PersonId person) const
    {
        return bond.over_four / (activity_[person].contacts.back() + .2);
    }

    Time at_;
    double horizon_;
    double silence_of_log_;
    std::vector<Activity> activity_;
    TieGraph<float> graph_;    // unweighted
    std::vector<Bond> bonds_;  // beside the graph's alters
};

}  // namespace tertius
