#pragma once

#include <tertius/network/columns.hpp>
#include <tertius/network/keys.hpp>
#include <tertius/network/relationship_type.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

// The tables of a network. Each lists its columns once, in columns(): checks, merging and the Python package read
// that list, for one table or for several of a kind side by side. A table is written over the type of its person
// columns: keys in records that come in (KeyColumn), people's ids in a Network (PersonColumn). A column that is
// not marked `required` may be left empty.

namespace tertius {

using PersonColumn = std::vector<PersonId>;
using TypeColumn = std::vector<RelationshipType>;

/// What every row has to have, and what may be missing.
enum class Need : std::uint8_t { required, optional };

/// Where a row comes from. A row that names a record is known by source, record and people; else by all it says.
struct Origin {
    WordColumn source;        ///< linkedin, mailbox, calendar ...
    WordColumn record;        ///< what the source calls it; a message to n people is n rows of one record
    NumberColumn confidence;  ///< how sure it is that the source says so, 0 to 1; 1 where not recorded

    static void columns(auto&& visit, auto&... origin)
    {
        visit("source", Need::optional, origin.source...);
        visit("record", Need::optional, origin.record...);
        visit("confidence", Need::optional, origin.confidence...);
    }
};

/// Who the people are.
template <class PeopleKeys>
struct PeopleTable {
    static constexpr std::string_view name = "people";
    PeopleKeys key;
    WordColumn name_of_person, organisation, department, position, location;
    NumberColumn level;     ///< seniority in any increasing scale
    NumberColumn capacity;  ///< introductions a month they can bear, >= 0
    TagColumn skills, goals, values, offers, needs;
    TagColumn aliases;  ///< what else sources call them: e-mail addresses, profile names

    static void columns(auto&& visit, auto&... table)
    {
        visit("key", Need::required, table.key...);
        visit("name", Need::optional, table.name_of_person...);
        visit("organisation", Need::optional, table.organisation...);
        visit("department", Need::optional, table.department...);
        visit("position", Need::optional, table.position...);
        visit("level", Need::optional, table.level...);
        visit("location", Need::optional, table.location...);
        visit("skills", Need::optional, table.skills...);
        visit("goals", Need::optional, table.goals...);
        visit("values", Need::optional, table.values...);
        visit("offers", Need::optional, table.offers...);
        visit("needs", Need::optional, table.needs...);
        visit("capacity", Need::optional, table.capacity...);
        visit("aliases", Need::optional, table.aliases...);
    }
};

/// Typed bonds that somebody declared; a pair may have several.
template <class People, class Type>
struct RelationshipTable {
    static constexpr std::string_view name = "relationships";
    People from, to;
    Type type;
    TimeColumn since, until;
    NumberColumn weight;  ///< as recorded, >= 0
    Origin origin;

    static void columns(auto&& visit, auto&... table)
    {
        visit("from", Need::required, table.from...);
        visit("to", Need::required, table.to...);
        visit("type", Need::required, table.type...);
        visit("since", Need::optional, table.since...);
        visit("until", Need::optional, table.until...);
        visit("weight", Need::optional, table.weight...);
        Origin::columns(visit, table.origin...);
    }
};

/// What passed between people: mails, calls, meetings. A message to n people is n rows of one sender and time.
template <class People>
struct InteractionTable {
    static constexpr std::string_view name = "interactions";
    People from, to;
    TimeColumn time;
    WordColumn channel, kind;
    NumberColumn minutes;  ///< how long it lasted, 0 to a week
    WordColumn thread, message, reply_to;
    Origin origin;

    static void columns(auto&& visit, auto&... table)
    {
        visit("from", Need::required, table.from...);
        visit("to", Need::required, table.to...);
        visit("time", Need::required, table.time...);
        visit("channel", Need::optional, table.channel...);
        visit("kind", Need::optional, table.kind...);
        visit("minutes", Need::optional, table.minutes...);
        visit("thread", Need::optional, table.thread...);
        visit("message", Need::optional, table.message...);
        visit("reply_to", Need::optional, table.reply_to...);
        Origin::columns(visit, table.origin...);
    }
};

/// What somebody promised: made, due, done (or not).
template <class People>
struct CommitmentTable {
    static constexpr std::string_view name = "commitments";
    People owner, to;
    TimeColumn made, due, done;
    NumberColumn quality;  ///< of what was delivered, 0 to 1
    Origin origin;

    static void columns(auto&& visit, auto&... table)
    {
        visit("owner", Need::required, table.owner...);
        visit("to", Need::required, table.to...);
        visit("made", Need::required, table.made...);
        visit("due", Need::optional, table.due...);
        visit("done", Need::optional, table.done...);
        visit("quality", Need::optional, table.quality...);
        Origin::columns(visit, table.origin...);
    }
};

/// What somebody gave: advice, an article, a contact, work.
template <class People>
struct ExchangeTable {
    static constexpr std::string_view name = "exchanges";
    People giver, receiver;
    WordColumn kind;
    NumberColumn size;  ///< in any one unit, >= 0; 1 where not recorded
    TimeColumn time;
    Origin origin;

    static void columns(auto&& visit, auto&... table)
    {
        visit("giver", Need::required, table.giver...);
        visit("receiver", Need::required, table.receiver...);
        visit("kind", Need::optional, table.kind...);
        visit("size", Need::optional, table.size...);
        visit("time", Need::required, table.time...);
        Origin::columns(visit, table.origin...);
    }
};

/// Who brought whom together, whether both wanted it and what came of it.
template <class People>
struct IntroductionTable {
    static constexpr std::string_view name = "introductions";
    People broker, a, b;
    TimeColumn time;
    TimeColumn agreed_a, agreed_b;  ///< when each side opted in
    WordColumn outcome;             ///< what came of it; or its stage, see introduction_stage.hpp
    Origin origin;

    static void columns(auto&& visit, auto&... table)
    {
        visit("broker", Need::required, table.broker...);
        visit("a", Need::required, table.a...);
        visit("b", Need::required, table.b...);
        visit("time", Need::required, table.time...);
        visit("agreed_a", Need::optional, table.agreed_a...);
        visit("agreed_b", Need::optional, table.agreed_b...);
        visit("outcome", Need::optional, table.outcome...);
        Origin::columns(visit, table.origin...);
    }
};

/// What happened in somebody's working life: a promotion, a jubilee, a setback.
template <class People>
struct MilestoneTable {
    static constexpr std::string_view name = "milestones";
    People person;
    WordColumn kind;
    TimeColumn time;
    Origin origin;

    static void columns(auto&& visit, auto&... table)
    {
        visit("person", Need::required, table.person...);
        visit("kind", Need::optional, table.kind...);
        visit("time", Need::required, table.time...);
        Origin::columns(visit, table.origin...);
    }
};

/// Calls visit(table...) for each table of a network or of its records, people first; of several side by side.
void for_each_table(auto&& visit, auto&... tables)
{
    visit(tables.people...);
    visit(tables.relationships...);
    visit(tables.interactions...);
    visit(tables.commitments...);
    visit(tables.exchanges...);
    visit(tables.introductions...);
    visit(tables.milestones...);
}

/// How many rows a table has: those of its longest column.
[[nodiscard]] std::size_t row_count(const auto& table)
{
    std::size_t rows = 0;
    table.columns([&](std::string_view, Need, const auto& column) { rows = std::max(rows, column.size()); }, table);
    return rows;
}

}  // namespace tertius
