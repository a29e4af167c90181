#include "same_people.hpp"

#include "now.hpp"

#include <algorithm>
#include <bit>
#include <map>

namespace tertius::store {

namespace {

/// Lets united() judge the decisions on a network of nobody but those whom they name.
void check(const std::vector<SamePerson>& same)
{
    std::vector<Key> keys;
    for (const SamePerson& decision : same) {
        keys.push_back(decision.kept);
        keys.push_back(decision.other);
    }
    std::ranges::sort(keys);
    const auto repeated = std::ranges::unique(keys);
    keys.erase(repeated.begin(), repeated.end());
    NetworkRecords records;
    std::visit(
        [&](const auto& first) {
            std::vector<std::decay_t<decltype(first)>> items;
            items.reserve(keys.size());
            for (const Key& key : keys) items.push_back(std::get<std::decay_t<decltype(first)>>(key));
            records.people.key = KeyColumn(Keys(std::move(items)));
        },
        keys.front());
    (void)united(Network(std::move(records)), same);
}

}  // namespace

SamePeople::SamePeople(Connection& connection, const Secret& secret, Directory& directory)
    : connection_(connection), secret_(secret), directory_(directory)
{
}

std::vector<SamePerson> SamePeople::all()
{
    std::vector<SamePerson> same;
    for (const Row& row : rows())
        same.push_back({.kept = directory_.people().key(row.kept),
                        .other = directory_.people().key(row.other),
                        .reason = row.reason == 0 ? std::string() : directory_.words().text(row.reason),
                        .confidence = row.confidence,
                        .time = row.time});
    return same;
}

void SamePeople::add(std::span<const SamePerson> same)
{
    if (same.empty()) return;
    std::vector<Row> added;
    for (const SamePerson& decision : same) {
        if (!(decision.confidence >= 0 && decision.confidence <= 1))
            throw InvalidInput("same_person.confidence",
                               "confidence is " + std::to_string(decision.confidence) + "; must be >= 0 and <= 1");
        added.push_back({.other = directory_.people().id(decision.other),
                         .kept = directory_.people().id(decision.kept),
                         .reason = decision.reason.empty() ? 0 : directory_.words().id(decision.reason),
                         .confidence = decision.confidence,
                         .time = decision.time == no_time ? now() : decision.time});
    }
    std::vector<SamePerson> together = all();
    together.insert(together.end(), same.begin(), same.end());
    check(together);
    Statement add(connection_,
                  "INSERT INTO same_people(other, kept, reason, confidence, time, seal) "
                  "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(other) DO NOTHING");
    for (const Row& row : added) add.with(row.other, row.kept, row.reason, row.confidence, row.time, seal(row)).run();
}

void SamePeople::remove(const Key& other)
{
    const auto person = directory_.people().find(other);
    Statement remove(connection_, "DELETE FROM same_people WHERE other = ? RETURNING id");
    if (person && remove.with(*person).step()) return;
    throw UnknownPerson(to_text(other) + " is not taken for anybody else in this store");
}

std::set<std::int64_t> SamePeople::together_with(std::int64_t person)
{
    std::multimap<std::int64_t, std::int64_t> joined;
    for (const Row& row : rows()) {
        joined.emplace(row.other, row.kept);
        joined.emplace(row.kept, row.other);
    }
    std::set<std::int64_t> together{person};
    std::vector<std::int64_t> waiting{person};
    while (!waiting.empty()) {
        const auto [first, last] = joined.equal_range(waiting.back());
        waiting.pop_back();
        for (auto other = first; other != last; ++other)
            if (together.insert(other->second).second) waiting.push_back(other->second);
    }
    return together;
}

void SamePeople::forget(const std::set<std::int64_t>& people)
{
    Statement remove(connection_, "DELETE FROM same_people WHERE other = ?1 OR kept = ?1");
    for (const std::int64_t person : people) remove.with(person).run();
}

void SamePeople::replace_words(const Replacement& instead)
{
    Statement replace(connection_, "UPDATE same_people SET reason = ?, seal = ? WHERE id = ?");
    for (Row row : rows()) {
        const auto reason = row.reason == 0 ? std::nullopt : instead(row.reason);
        if (!reason) continue;
        row.reason = *reason;
        replace.with(row.reason, seal(row), row.id).run();
    }
}

std::vector<SamePeople::Row> SamePeople::rows()
{
    std::vector<Row> rows;
    Statement all(connection_, "SELECT id, other, kept, reason, confidence, time, seal FROM same_people ORDER BY id");
    while (all.step()) {
        rows.push_back({all.integer(0), all.integer(1), all.integer(2), all.integer(3), all.real(4), all.integer(5)});
        if (seal(rows.back()) != all.integer(6))
            connection_.refuse("row " + std::to_string(rows.back().id) + " of same_people is not what was written");
    }
    return rows;
}

std::int64_t SamePeople::seal(const Row& row)
{
    const auto hash = [&](Kind kind, std::int64_t id) { return directory_.hash(kind, id).value_or(0); };
    return secret_.seal(std::array<std::uint64_t, 6>{
        tag_of("same_people"), hash(Kind::person, row.other), hash(Kind::person, row.kept),
        row.reason == 0 ? 0 : hash(Kind::word, row.reason), std::bit_cast<std::uint64_t>(row.confidence + 0.0),
        static_cast<std::uint64_t>(row.time)});
}

}  // namespace tertius::store
