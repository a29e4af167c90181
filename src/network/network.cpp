#include <tertius/network/network.hpp>

#include "checks.hpp"
#include "column_edits.hpp"

#include <algorithm>
#include <type_traits>

namespace tertius {

namespace {

using detail::Place;

constexpr std::size_t most_people = nobody;

/// Calls visit(table, column name, keys) for each column of keys, except that of the people themselves.
void for_each_person_column(const NetworkRecords& records, const auto& visit)
{
    for_each_table(
        [&](const auto& table) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(table)>, PeopleTable<KeyColumn>>)
                table.columns(
                    [&](std::string_view column, Need, const auto& values) {
                        if constexpr (std::is_same_v<std::decay_t<decltype(values)>, KeyColumn>)
                            visit(table.name, column, values);
                    },
                    table);
        },
        records);
}

/// Which of a column's keys stand in a row at all.
std::vector<bool> keys_in_use(const KeyColumn& column)
{
    std::vector<bool> used(size(column.keys), false);
    for (const std::uint32_t code : column.codes)
        if (code < used.size()) used[code] = true;
    return used;
}

void check_codes(std::string_view table, std::string_view name, const KeyColumn& column)
{
    const std::size_t known = size(column.keys);
    for (std::size_t row = 0; row < column.codes.size(); ++row)
        if (column.codes[row] >= known) detail::refuse("key.missing", {table, name, row}, "is missing");
}

/// Everybody whom a record names, in the order of their keys. Without rows there is nobody.
template <class Item>
std::vector<Item> named_keys(const NetworkRecords& records)
{
    std::vector<Item> named;
    for_each_person_column(records, [&](std::string_view table, std::string_view name, const KeyColumn& column) {
        const auto* keys = std::get_if<std::vector<Item>>(&column.keys);
        if (keys == nullptr && column.size() > 0)
            throw InvalidInput("key.mixed", std::string(table) + ": column " + std::string(name) +
                                                " holds another kind of key than the rest; all must be texts or "
                                                "all whole numbers");
        const auto used = keys_in_use(column);
        for (std::size_t code = 0; code < used.size(); ++code)
            if (used[code]) named.push_back((*keys)[code]);
    });
    std::ranges::sort(named);
    named.erase(std::unique(named.begin(), named.end()), named.end());
    return named;
}

/// Whether the records' keys are texts: decided by the first column that has any row.
bool has_text_keys(const NetworkRecords& records)
{
    const Keys* deciding = nullptr;
    if (records.people.key.size() > 0) deciding = &records.people.key.keys;
    for_each_person_column(records, [&](std::string_view, std::string_view, const KeyColumn& column) {
        if (deciding == nullptr && column.size() > 0) deciding = &column.keys;
    });
    return deciding != nullptr && std::holds_alternative<std::vector<std::string>>(*deciding);
}

/// One key for each row, as given in the people table.
Keys keys_by_row(const KeyColumn& column)
{
    check_codes("people", "key", column);
    return std::visit(
        [&](const auto& items) {
            std::decay_t<decltype(items)> rows;
            rows.reserve(column.codes.size());
            for (const std::uint32_t code : column.codes) rows.push_back(items[code]);
            return Keys(std::move(rows));
        },
        column.keys);
}

KeyIndex index_people(const NetworkRecords& records)
{
    for_each_person_column(records, check_codes);
    const bool texts = has_text_keys(records);
    // Looks for mixed kinds of key even where the people are given.
    Keys named = texts ? Keys(named_keys<std::string>(records)) : Keys(named_keys<std::int64_t>(records));
    const bool given = records.people.key.size() > 0;
    const std::size_t people = given ? records.people.key.size() : size(named);
    if (people >= most_people)
        throw InvalidInput("graph.index_overflow", std::to_string(people) + " people; at most 4294967294 fit");
    return KeyIndex(given ? keys_by_row(records.people.key) : std::move(named));
}

PersonColumn resolve(const KeyColumn& column, const KeyIndex& people, std::string_view table, std::string_view name)
{
    std::vector<PersonId> of_code(size(column.keys));
    const auto used = keys_in_use(column);
    for (std::size_t code = 0; code < of_code.size(); ++code)
        of_code[code] = used[code] ? people.find(key_at(column.keys, code)) : nobody;
    PersonColumn result(column.codes.size());
    for (std::size_t row = 0; row < result.size(); ++row) {
        result[row] = of_code[column.codes[row]];
        if (result[row] == nobody)
            detail::refuse("person.unknown", {table, name, row},
                           "is " + to_text(key_at(column.keys, column.codes[row])) +
                               ", who is not in people; add them there, or leave people out");
    }
    return result;
}

/// Moves a table's columns over, people resolved, everything else as it is.
template <class From, class To>
void resolve_table(From& from, To& to, const KeyIndex& people, const NetworkOptions& options)
{
    detail::check_lengths(from);
    From::columns(
        [&](std::string_view column, Need need, auto& given, auto& kept) {
            using Given = std::decay_t<decltype(given)>;
            if constexpr (std::is_same_v<Given, KeyColumn>) {
                if constexpr (std::is_same_v<std::decay_t<decltype(kept)>, PersonColumn>)
                    kept = resolve(given, people, From::name, column);
                else
                    kept = people;
            } else if constexpr (std::is_same_v<std::decay_t<decltype(kept)>, Given>) {
                if constexpr (std::is_same_v<Given, TimeColumn>)
                    detail::check_times(From::name, column, given, need, options);
                if constexpr (std::is_same_v<Given, NumberColumn>) detail::check_numbers(From::name, column, given);
                kept = std::move(given);
            }
        },
        from, to);
}

/// Types by their words; a relationship told from its second role's side is turned round.
void resolve_types(const WordColumn& words, Relationships& relationships)
{
    std::vector<std::optional<WordedRelationship>> of_code;
    of_code.reserve(words.words.size());
    for (const std::string& word : words.words) of_code.push_back(parse_relationship(word));
    for (std::size_t row = 0; row < words.size(); ++row) {
        const Place place{"relationships", "type", row};
        if (words.codes[row] == no_word) detail::refuse("type.missing", place, "is missing");
        const auto& worded = of_code[words.codes[row]];
        if (!worded)
            detail::refuse("type.unknown", place,
                           "is \"" + std::string(words[row]).substr(0, 40) +
                               "\"; must be mentor, peer, supervisor, provider, contact, cross_departmental or "
                               "advisor, or the other side's role");
        relationships.type.push_back(worded->type);
        if (worded->reversed) std::swap(relationships.from[row], relationships.to[row]);
    }
}

/// Refuses or drops the rows that join a person to themselves; returns how many were dropped.
template <class Table>
std::size_t settle_self_ties(Table& table, const PersonColumn& from, const PersonColumn& to, SelfTies self_ties)
{
    std::vector<bool> kept(from.size());
    std::size_t dropped = 0;
    for (std::size_t row = 0; row < from.size(); ++row) {
        kept[row] = from[row] != to[row];
        dropped += kept[row] ? 0 : 1;
        if (!kept[row] && self_ties == SelfTies::refuse)
            detail::refuse("tie.self_tie", {Table::name, "from", row},
                           "and to are the same person; drop such rows with self_ties = drop");
    }
    if (dropped > 0) Table::columns([&](std::string_view, Need, auto& column) { detail::keep(column, kept); }, table);
    return dropped;
}

}  // namespace

Network::Network(NetworkRecords records, const NetworkOptions& options)
{
    const KeyIndex index = index_people(records);
    tertius::for_each_table([&](auto& from, auto& to) { resolve_table(from, to, index, options); }, records, tables_);
    resolve_types(records.relationships.type, tables_.relationships);
    detail::check_order("relationships", "until", tables_.relationships.since, tables_.relationships.until);
    detail::check_order("commitments", "done", tables_.commitments.made, tables_.commitments.done);
    auto& [people, relationships, interactions, commitments, exchanges, introductions, milestones] = tables_;
    const SelfTies self_ties = options.self_ties;
    dropped_self_ties_ = settle_self_ties(relationships, relationships.from, relationships.to, self_ties) +
                         settle_self_ties(interactions, interactions.from, interactions.to, self_ties) +
                         settle_self_ties(commitments, commitments.owner, commitments.to, self_ties) +
                         settle_self_ties(exchanges, exchanges.giver, exchanges.receiver, self_ties) +
                         settle_self_ties(introductions, introductions.a, introductions.b, self_ties);
}

PersonId Network::person(const Key& key) const
{
    const PersonId found = people().key.find(key);
    if (found == nobody)
        throw UnknownPerson("no person " + to_text(key) + " in this network of " + std::to_string(size()) + " people");
    return found;
}

std::string Network::display_name(PersonId person) const
{
    const WordColumn& names = people().name_of_person;
    if (!names.empty() && !names[person].empty()) return std::string(names[person]);
    return to_text(key(person));
}

Time Network::last_time() const
{
    Time last = no_time;
    for (const TimeColumn* times :
         {&interactions().time, &commitments().made, &exchanges().time, &introductions().time, &milestones().time})
        for (const Time time : *times) last = std::max(last, time);
    if (last != no_time) return last;
    for (const Time since : relationships().since) last = std::max(last, since);
    return last;
}

NetworkRecords Network::records() const
{
    NetworkRecords records;
    tertius::for_each_table(
        [&](const auto& from, auto& to) {
            std::decay_t<decltype(to)>::columns(
                [&](std::string_view, Need, const auto& kept, auto& given) {
                    using Kept = std::decay_t<decltype(kept)>;
                    if constexpr (std::is_same_v<Kept, PersonColumn>) {
                        given = KeyColumn(kept, people().key.keys());
                    } else if constexpr (std::is_same_v<Kept, KeyIndex>) {
                        std::vector<std::uint32_t> rows(kept.size());
                        for (std::uint32_t row = 0; row < kept.size(); ++row) rows[row] = row;
                        given = KeyColumn(std::move(rows), kept.keys());
                    } else if constexpr (std::is_same_v<Kept, TypeColumn>) {
                        for (const RelationshipType type : kept)
                            given.codes.push_back(static_cast<std::uint32_t>(type));
                        for (const RelationshipType type : relationship_types) given.words.emplace_back(name(type));
                    } else {
                        given = kept;
                    }
                },
                from, to);
        },
        tables_, records);
    return records;
}

}  // namespace tertius
