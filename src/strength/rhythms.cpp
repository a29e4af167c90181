#include <tertius/strength/rhythms.hpp>
#include <tertius/strength/usual_pace.hpp>

#include "occasions.hpp"
#include "past.hpp"

namespace tertius {

namespace {

std::optional<DeclaredType> type_of(const detail::DeclaredTies& declared, PersonId low, PersonId high)
{
    const auto ties = declared.of(low, high);
    if (ties.empty()) return std::nullopt;
    return DeclaredType{ties.front().type, ties.front().low_is_first};
}

/// When each pair was last in contact, in the order of pairs.
std::vector<Time> last_contacts(std::span<const Contact> contacts)
{
    std::vector<Time> result;
    for (std::size_t row = 0; row < contacts.size(); ++row) {
        const bool first =
            row == 0 || contacts[row].low != contacts[row - 1].low || contacts[row].high != contacts[row - 1].high;
        if (first) result.emplace_back();
        result.back() = contacts[row].time;
    }
    return result;
}

}  // namespace

Rhythms rhythms(const Network& network, Time at, const Execution& execution)
{
    const detail::Past past = detail::past_of(network, at, execution);
    const auto occasions = detail::occasions(past.contacts, past.at);
    const auto histories = tie_histories(occasions, past.at, execution);
    const detail::DeclaredTies declared(network.relationships(), past.at);
    Rhythms result{.at = past.at,
                   .usual = usual_pace(occasions, past.at, execution),
                   .of_types = RelationshipNorms(network, histories, false, past.at),
                   .pairs = {}};
    const auto last = last_contacts(past.contacts);
    result.pairs.reserve(histories.size());
    for (std::size_t pair = 0; pair < histories.size(); ++pair) {
        const auto& [low, high, history, forward, backward] = histories[pair];
        const auto type = type_of(declared, low, high);
        RelationshipNorm norm = type ? result.of_types[type->type] : result.usual;
        norm.lasting = result.usual.lasting;
        result.pairs.push_back({low, high, last[pair], Cadence(norm, history), type});
    }
    return result;
}

}  // namespace tertius
