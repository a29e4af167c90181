#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/belief.hpp>
#include <tertius/strength/conduct.hpp>
#include <tertius/strength/detail/rows_of_pairs.hpp>
#include <tertius/strength/tie_histories.hpp>

#include <array>
#include <span>
#include <vector>

namespace tertius {

struct RespectOptions {
    double half_life_days = 365;  ///< in which a record loses half its weight; > 0, infinity: never
    double thanks_days = 14;      ///< thanks for a gift come within; > 0
};

/// How one person treats another's time and work.
struct Regard {
    Belief attendance;       ///< appointments kept, of those kept or missed; coming late counts half
    Belief quiet_hours;      ///< messages at hours at which the other works, of all
    Belief acknowledgement;  ///< gifts and work thanked for, of all received
    /// The mean of the three, as far as they are known.
    [[nodiscard]] Belief value() const;
    /// The mean of attendance and acknowledgement: what does not follow from the log of contacts alone.
    [[nodiscard]] Belief apart_from_contacts() const;
};

/// Reads mutual respect: it lives only where both sides honour the other's time and work.
///
///     attendance       Beta(1 + kept + late / 2, 1 + missed + late / 2)
///     quiet hours      Beta(1 + messages at the other's working hours, 1 + messages outside them)
///     acknowledgement  Beta(1 + gifts thanked for in time, 1 + gifts that were not)
///     pair             harmonic mean of both sides; unscored while only one is known
///
/// The working hours of a person are the hours of the day at which they write themselves: those that hold at least a
/// quarter of an even share of their messages, so no time zone is asked for. They are known from 50 messages on.
/// Acknowledgement is scored where the network records thanks at all.
///
/// Throws  InvalidOption.
/// Cost    O(rows log rows) to make; O(log rows + their records) a pair.
class RespectReader {
public:
    /// Looks at what happened by `at`. Keeps references to the network and to its contacts(): the hours of those
    /// count; none for a log whose contacts have no direction.
    RespectReader(const Network& network, std::span<const Contact> contacts, Time at,
                  const RespectOptions& options = {});

    /// How `person` treats `other`.
    [[nodiscard]] Regard shown(PersonId person, PersonId other) const;
    [[nodiscard]] TwoSided between(PersonId a, PersonId b) const;

private:
    /// At which hours of the day, in UTC, a person is at work.
    struct Day {
        std::array<float, 24> messages{};
        float total = 0;
        [[nodiscard]] bool known() const;
        [[nodiscard]] bool works_at(Time time) const;
    };
    [[nodiscard]] double weight(Time time) const { return faded(at_ - time, options_.half_life_days); }
    [[nodiscard]] Belief attendance(PersonId person, PersonId other) const;
    [[nodiscard]] Belief quiet_hours(PersonId person, PersonId other) const;
    [[nodiscard]] Belief acknowledgement(PersonId person, PersonId other) const;

    std::span<const Contact> contacts_;
    Time at_;
    RespectOptions options_;
    std::vector<Conduct> conduct_;
    detail::RowsOfPairs appointments_, gifts_, thanks_;
    std::vector<Day> days_;
};

}  // namespace tertius
