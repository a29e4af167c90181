#include "tie_records.hpp"

#include <tertius/network/introduction_stage.hpp>
#include <tertius/strength/conduct.hpp>

#include "contacts_between.hpp"

#include <algorithm>
#include <tuple>

namespace tertius::detail {

namespace {

/// The rows that join two people, either way.
std::vector<RowsOfPairs::Row> both_ways(const RowsOfPairs& rows, PersonId a, PersonId b)
{
    const auto there = rows.between(a, b);
    const auto back = rows.between(b, a);
    std::vector<RowsOfPairs::Row> result(there.begin(), there.end());
    result.insert(result.end(), back.begin(), back.end());
    return result;
}

void add(std::vector<Record>& records, RecordTable table, const std::vector<RowsOfPairs::Row>& rows)
{
    for (const auto& row : rows) records.push_back({table, row.row});
}

}  // namespace

TieRecords::TieRecords(const Network& network, std::span<const Contact> contacts, const TellingContacts& telling,
                       Time at)
    : network_(network), contacts_(contacts), telling_(telling), at_(at)
{
    const Interactions& log = network.interactions();
    const auto conduct = conduct_of(log.kind);
    const auto rows_of = [&](auto... wanted) {
        return RowsOfPairs(log.from, log.to, log.time, at,
                           [&](std::size_t row) { return !conduct.empty() && ((conduct[row] == wanted) || ...); });
    };
    interactions_ = {log.from, log.to, log.time, at, every_row};
    appointments_ = rows_of(Conduct::attended, Conduct::late, Conduct::missed, Conduct::thanked);
    reactions_ = rows_of(Conduct::reacted, Conduct::thanked);
    promises_ = {network.commitments().owner, network.commitments().to, network.commitments().made, at, every_row};
    gifts_ = {network.exchanges().giver, network.exchanges().receiver, network.exchanges().time, at, every_row};
    const Introductions& made = network.introductions();
    const auto is_made = [&](std::size_t row) { return was_made(made, row); };
    introduced_a_ = {made.broker, made.a, made.time, at, is_made};
    introduced_b_ = {made.broker, made.b, made.time, at, is_made};
}

/// In the order of contacts(): by time, then those from the higher person first.
TieRecords::Rows TieRecords::contacts(PersonId a, PersonId b) const
{
    Rows rows = both_ways(interactions_, a, b);
    std::ranges::sort(rows, {}, [](const auto& row) { return std::tuple(row.time, row.from < row.to, row.row); });
    return rows;
}

/// Of the contacts for whose rows asked(row) holds, those that tell most.
std::vector<Record> TieRecords::telling(PersonId a, PersonId b, const auto& asked) const
{
    const Rows rows = contacts(a, b);
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < rows.size(); ++place)
        if (asked(rows[place])) places.push_back(place);
    if (places.empty()) return {};
    const auto of_pair = contacts_between(contacts_, a, b).first(rows.size());
    std::vector<Record> records;
    for (const std::size_t place : telling_.of(of_pair, places))
        records.push_back({RecordTable::interactions, rows[place].row});
    return records;
}

std::vector<Record> TieRecords::communication(PersonId a, PersonId b) const
{
    return telling(a, b, [](const RowsOfPairs::Row&) { return true; });
}

std::vector<Record> TieRecords::trust(PersonId a, PersonId b) const
{
    std::vector<Record> records;
    add(records, RecordTable::commitments, both_ways(promises_, a, b));
    add(records, RecordTable::exchanges, both_ways(gifts_, a, b));
    return records;
}

std::vector<Record> TieRecords::respect(PersonId a, PersonId b) const
{
    std::vector<Record> records;
    add(records, RecordTable::interactions, both_ways(appointments_, a, b));
    return records;
}

std::vector<Record> TieRecords::reciprocity(PersonId a, PersonId b) const
{
    std::vector<Record> records;
    add(records, RecordTable::exchanges, both_ways(gifts_, a, b));
    for (const auto* introductions : {&introduced_a_, &introduced_b_})
        add(records, RecordTable::introductions, both_ways(*introductions, a, b));
    if (!records.empty()) return records;
    const std::size_t there = interactions_.between(a, b).size();
    const std::size_t back = interactions_.between(b, a).size();
    const PersonId rarer = back == 0 || (there > 0 && there <= back) ? a : b;
    return telling(a, b, [&](const RowsOfPairs::Row& row) { return row.from == rarer; });
}

std::vector<Record> TieRecords::empathy(PersonId a, PersonId b) const
{
    std::vector<Record> records;
    add(records, RecordTable::interactions, both_ways(reactions_, a, b));
    const Milestones& milestones = network_.milestones();
    for (std::size_t row = 0; row < milestones.person.size(); ++row)
        if ((milestones.person[row] == a || milestones.person[row] == b) && milestones.time[row] <= at_)
            records.push_back({RecordTable::milestones, row});
    return records;
}

std::vector<Record> TieRecords::rhythm(PersonId a, PersonId b) const
{
    const Rows rows = contacts(a, b);
    if (rows.empty()) return {};
    std::vector<Record> records{{RecordTable::interactions, rows.back().row}};
    if (rows.size() > 1) records.push_back({RecordTable::interactions, rows.front().row});
    return records;
}

std::vector<Record> TieRecords::of(Aspect aspect, PersonId a, PersonId b) const
{
    std::vector<Record> records;
    switch (aspect) {
        case Aspect::trust:
            records = trust(a, b);
            break;
        case Aspect::communication:
            records = communication(a, b);
            break;
        case Aspect::respect:
            records = respect(a, b);
            break;
        case Aspect::reciprocity:
            records = reciprocity(a, b);
            break;
        case Aspect::empathy:
            records = empathy(a, b);
            break;
        case Aspect::rhythm:
            records = rhythm(a, b);
            break;
        case Aspect::alignment:
        case Aspect::setting:
            break;  // they rest on other people's records
    }
    std::ranges::sort(records, {}, [](const Record& record) { return std::pair(record.table, record.row); });
    return records;
}

}  // namespace tertius::detail
