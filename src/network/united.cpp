#include <tertius/network/same_person.hpp>

#include "same_rows.hpp"

#include <limits>
#include <numeric>
#include <string>
#include <type_traits>
#include <utility>

namespace tertius {

namespace {

/// For each person the one whom they are, by the decisions alone: chains are not followed yet.
std::vector<PersonId> decided(const Network& network, std::span<const SamePerson> same)
{
    std::vector<PersonId> whom(network.size());
    std::iota(whom.begin(), whom.end(), PersonId{0});
    for (const SamePerson& decision : same) {
        const PersonId kept = network.person(decision.kept);
        const PersonId other = network.person(decision.other);
        const std::string who = to_text(decision.other);
        if (kept == other) throw InvalidInput("same_person.self", who + " is said to be the same as themselves");
        if (whom[other] != other && whom[other] != kept)
            throw InvalidInput("same_person.twice", who + " is said to be both " + to_text(network.key(whom[other])) +
                                                        " and " + to_text(decision.kept));
        whom[other] = kept;
    }
    return whom;
}

/// For each person the one whose key is kept.
std::vector<PersonId> kept_people(const Network& network, std::span<const SamePerson> same)
{
    const std::vector<PersonId> whom = decided(network, same);
    std::vector<PersonId> kept(whom.size());
    for (PersonId person = 0; person < whom.size(); ++person) {
        PersonId last = person;
        for (std::size_t steps = 0; whom[last] != last; last = whom[last])
            if (++steps > same.size())
                throw InvalidInput("same_person.circle", to_text(network.key(person)) +
                                                             " is, by what is said of others, the same as themselves");
        kept[person] = last;
    }
    return kept;
}

/// Adds the text keys of those taken in to their own aliases, from where they come to the one who takes them in.
void add_keys_to_aliases(PeopleTable<KeyColumn>& people, const std::vector<PersonId>& kept)
{
    const auto* keys = std::get_if<std::vector<std::string>>(&people.key.keys);
    if (keys == nullptr) return;
    const std::size_t rows = kept.size();
    detail::pad(people.aliases, rows);
    std::vector<std::vector<std::string>> aliases(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        if (kept[row] != row) aliases[row].push_back((*keys)[people.key.codes[row]]);
        for (const std::uint32_t code : people.aliases[row]) aliases[row].push_back(people.aliases.words[code]);
    }
    people.aliases = TagColumn(aliases);
}

/// The first of the rows that are one record between the same people; rows that name no record all stay.
template <class Table>
void keep_first_of_each_record(Table& table)
{
    const std::vector<std::uint32_t>& records = table.origin.record.codes;
    if (records.empty()) return;
    const auto identities = detail::identities(table);
    const auto rows = detail::sorted_rows(identities, row_count(table));
    std::vector<bool> kept(rows.size(), true);
    for (std::size_t place = 1; place < rows.size(); ++place)
        kept[rows[place]] =
            records[rows[place]] == no_word || !detail::same_row(identities, rows[place - 1], rows[place]);
    detail::keep_rows(table, kept);
}

}  // namespace

Network united(const Network& network, std::span<const SamePerson> same)
{
    if (same.empty()) return network;
    const std::vector<PersonId> kept = kept_people(network, same);
    NetworkRecords records = network.records();
    for_each_table(
        [&](auto& table) {
            if constexpr (std::is_same_v<std::decay_t<decltype(table)>, PeopleTable<KeyColumn>>) {
                add_keys_to_aliases(table, kept);
                table = detail::taken_in(std::move(table), {kept.begin(), kept.end()});
            } else {
                table.columns(
                    [&](std::string_view, Need, auto& column) {
                        // Keys stand in the people's order, so a code is a person.
                        if constexpr (std::is_same_v<std::decay_t<decltype(column)>, KeyColumn>)
                            for (std::uint32_t& code : column.codes) code = kept[code];
                    },
                    table);
                keep_first_of_each_record(table);
            }
        },
        records);
    constexpr auto any = std::numeric_limits<Time>::max();
    return Network(std::move(records), {.min_time = -any, .max_time = any, .self_ties = SelfTies::drop});
}

}  // namespace tertius
