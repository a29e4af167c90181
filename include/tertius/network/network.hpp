#pragma once

#include <tertius/graph/tie_graph_builder.hpp>
#include <tertius/network/tables.hpp>

namespace tertius {

using People = PeopleTable<KeyIndex>;
using Relationships = RelationshipTable<PersonColumn, TypeColumn>;
using Interactions = InteractionTable<PersonColumn>;
using Commitments = CommitmentTable<PersonColumn>;
using Exchanges = ExchangeTable<PersonColumn>;
using Introductions = IntroductionTable<PersonColumn>;
using Milestones = MilestoneTable<PersonColumn>;

/// The records of a network as they come in: people by their keys, relationship types by their words.
struct NetworkRecords {
    PeopleTable<KeyColumn> people;  ///< no rows: everybody whom another record names
    RelationshipTable<KeyColumn, WordColumn> relationships;
    InteractionTable<KeyColumn> interactions;
    CommitmentTable<KeyColumn> commitments;
    ExchangeTable<KeyColumn> exchanges;
    IntroductionTable<KeyColumn> introductions;
    MilestoneTable<KeyColumn> milestones;
};

struct NetworkOptions {
    Time min_time = 0;                      ///< earlier times are refused
    Time max_time = 4102444800;             ///< later times are refused; 2100-01-01: milliseconds are found out
    SelfTies self_ties = SelfTies::refuse;  ///< what to do with records that join a person to themselves
};

/// Everything recorded about some people and what passes between them.
///
/// The order of people is that of the people table; without one, the order of their keys. Rows stay in the order
/// in which they were given. Unchanging: merged() makes a new one.
class Network {
public:
    /// Nobody, and no records.
    Network() = default;

    /// Throws  InvalidInput naming table, row and column: columns of unequal length, a required one missing, keys of
    ///         two kinds, a key that is missing, negative, repeated in people or not among them, a type outside the
    ///         seven, a time or number out of range, an end before its beginning, a person tied to themselves.
    /// Cost    O(rows + k log k), k the distinct keys.
    explicit Network(NetworkRecords records, const NetworkOptions& options = {});

    [[nodiscard]] PersonId size() const { return tables_.people.key.size(); }
    [[nodiscard]] const People& people() const { return tables_.people; }
    [[nodiscard]] const Relationships& relationships() const { return tables_.relationships; }
    [[nodiscard]] const Interactions& interactions() const { return tables_.interactions; }
    [[nodiscard]] const Commitments& commitments() const { return tables_.commitments; }
    [[nodiscard]] const Exchanges& exchanges() const { return tables_.exchanges; }
    [[nodiscard]] const Introductions& introductions() const { return tables_.introductions; }
    [[nodiscard]] const Milestones& milestones() const { return tables_.milestones; }

    /// Throws UnknownPerson.
    [[nodiscard]] PersonId person(const Key& key) const;
    [[nodiscard]] bool has_person(const Key& key) const { return people().key.find(key) != nobody; }
    [[nodiscard]] Key key(PersonId person) const { return key_at(people().key.keys(), person); }
    /// What to call a person: their name where recorded, else their key.
    [[nodiscard]] std::string display_name(PersonId person) const;

    /// The time of the last interaction, exchange, commitment, introduction or milestone on record; without any, that
    /// of the relationship that began last; no_time if none says when.
    [[nodiscard]] Time last_time() const;
    /// How many records were left out because they joined a person to themselves (SelfTies::drop).
    [[nodiscard]] std::size_t dropped_self_ties() const { return dropped_self_ties_; }

    /// The records again, by key: what a Network was made of.
    [[nodiscard]] NetworkRecords records() const;

    /// Calls visit(table) for each table, people first.
    void for_each_table(auto&& visit) const { tertius::for_each_table(visit, tables_); }

private:
    struct Tables {
        People people;
        Relationships relationships;
        Interactions interactions;
        Commitments commitments;
        Exchanges exchanges;
        Introductions introductions;
        Milestones milestones;
    };
    Tables tables_;
    std::size_t dropped_self_ties_ = 0;
};

/// Both networks' people and records as one.
///
/// A record that both hold stands in the result as often as in the one that has it more often, so merging the same
/// export twice changes nothing. Of a person in both, the first network's particulars stand, filled up and their
/// tags extended by the second's.
///
/// Throws  InvalidInput if one network's keys are numbers and the other's texts.
/// Cost    O(rows log rows).
[[nodiscard]] Network merged(const Network& first, const Network& second);

}  // namespace tertius
