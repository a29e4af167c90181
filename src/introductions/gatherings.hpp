#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/strength/tie_histories.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

namespace tertius::detail {

/// Who was in contact with the same person in the same window of time.
///
/// A gathering of g people counts 2^(-age/100) / ln(1.7 + g), age in windows; in one of more than a thousand nobody
/// can be said to have met the others.
class Gatherings {
public:
    /// `window_of` gives the window of a time, counted back from now; `ageing`: whether old ones count less.
    template <class WindowOf>
    Gatherings(std::span<const Contact> contacts, PersonId size, const WindowOf& window_of, bool ageing,
               const Execution& execution)
    {
        std::vector<Presence> presences;
        presences.reserve(2 * contacts.size());
        for (const Contact& contact : contacts) {
            const std::int64_t window = window_of(contact.time);
            presences.push_back({window, contact.low, contact.high});
            presences.push_back({window, contact.high, contact.low});
        }
        parallel_sort(execution, presences.begin(), presences.end());
        presences.erase(std::ranges::unique(presences).begin(), presences.end());
        keep(presences, ageing);
        index_by_person(size);
    }

    /// Calls visit(other, weight) for each time that somebody was in a gathering with the person.
    template <class Visit>
    void for_each_companion(PersonId person, const Visit& visit) const
    {
        for (std::uint64_t place = of_person_[person]; place < of_person_[person + 1]; ++place) {
            const std::uint32_t gathering = gatherings_[place];
            for (std::uint64_t member = first_[gathering]; member < first_[gathering + 1]; ++member)
                visit(members_[member], weight_[gathering]);
        }
    }

private:
    static constexpr std::size_t most_people = 1000;

    struct Presence {
        std::int64_t window;
        PersonId around;
        PersonId person;
        friend auto operator<=>(const Presence&, const Presence&) = default;
    };

    void keep(std::span<const Presence> presences, bool ageing)
    {
        for (std::size_t begin = 0, end = 0; begin < presences.size(); begin = end) {
            const auto& first = presences[begin];
            while (end < presences.size() && presences[end].window == first.window &&
                   presences[end].around == first.around)
                ++end;
            const std::size_t people = end - begin;
            if (people < 2 || people > most_people) continue;
            const double age = ageing ? static_cast<double>(first.window) : 0;
            const double weight = std::exp2(-age / 100) / std::log(1.7 + static_cast<double>(people));
            for (std::size_t place = begin; place < end; ++place) members_.push_back(presences[place].person);
            first_.push_back(members_.size());
            weight_.push_back(static_cast<float>(weight));
        }
    }

    void index_by_person(PersonId size)
    {
        of_person_.assign(std::size_t{size} + 1, 0);
        for (const PersonId member : members_) ++of_person_[member + 1];
        for (std::size_t person = 0; person < size; ++person) of_person_[person + 1] += of_person_[person];
        gatherings_.resize(members_.size());
        std::vector<std::uint64_t> next(of_person_.begin(), of_person_.end() - 1);
        for (std::uint32_t gathering = 0; gathering < weight_.size(); ++gathering)
            for (std::uint64_t place = first_[gathering]; place < first_[gathering + 1]; ++place)
                gatherings_[next[members_[place]]++] = gathering;
    }

    std::vector<std::uint64_t> first_{0};
    std::vector<PersonId> members_;
    std::vector<float> weight_;
    std::vector<std::uint64_t> of_person_;
    std::vector<std::uint32_t> gatherings_;
};

}  // namespace tertius::detail
