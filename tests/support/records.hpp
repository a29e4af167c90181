#pragma once

#include <tertius/network/network.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

// Networks written down record by record, people by name.
namespace tertius::test {

/// Collects records and makes a Network of them.
class Records {
public:
    struct Person {
        std::string key;
        std::string organisation{};
        std::string department{};
        double level = no_number;
        std::vector<std::string> skills{};
    };

    Records& person(Person person)
    {
        people_.push_back(std::move(person));
        return *this;
    }
    Records& relationship(std::string from, std::string to, std::string type)
    {
        related_.push_back({std::move(from), std::move(to), std::move(type)});
        return *this;
    }
    Records& interaction(std::string from, std::string to, Time time, std::string kind = {}, std::string channel = {},
                         std::string thread = {})
    {
        interactions_.push_back(
            {std::move(from), std::move(to), time, std::move(kind), std::move(channel), std::move(thread)});
        return *this;
    }
    Records& promise(std::string owner, std::string to, Time made, Time due, Time done = no_time,
                     double quality = no_number)
    {
        promises_.push_back({std::move(owner), std::move(to), made, due, done, quality});
        return *this;
    }
    Records& gift(std::string giver, std::string receiver, Time time, std::string kind = {}, double size = no_number)
    {
        gifts_.push_back({std::move(giver), std::move(receiver), time, std::move(kind), size});
        return *this;
    }
    Records& milestone(std::string person, Time time, std::string kind = {})
    {
        milestones_.push_back({std::move(person), time, std::move(kind)});
        return *this;
    }
    Records& introduction(std::string broker, std::string a, std::string b, Time time, std::string outcome = {})
    {
        introductions_.push_back({std::move(broker), std::move(a), std::move(b), time, std::move(outcome)});
        return *this;
    }

    [[nodiscard]] Network network() const
    {
        NetworkRecords records;
        records.people = people();
        add_log(records);
        add_conduct(records);
        return Network(std::move(records));
    }

private:
    struct Related {
        std::string from, to, type;
    };
    struct Interaction {
        std::string from, to;
        Time time;
        std::string kind, channel, thread;
    };
    struct Promise {
        std::string owner, to;
        Time made, due, done;
        double quality;
    };
    struct Gift {
        std::string giver, receiver;
        Time time;
        std::string kind;
        double size;
    };
    struct Introduced {
        std::string broker, a, b;
        Time time;
        std::string outcome;
    };
    struct Happened {
        std::string person;
        Time time;
        std::string kind;
    };

    /// One column of a list of rows.
    template <class Row, class Field>
    static auto column(const std::vector<Row>& rows, Field field)
    {
        std::vector<std::decay_t<decltype(std::invoke(field, rows.front()))>> values;
        for (const Row& row : rows) values.push_back(std::invoke(field, row));
        return values;
    }
    template <class Row, class Field>
    static KeyColumn keys(const std::vector<Row>& rows, Field field)
    {
        return KeyColumn(Keys(column(rows, field)));
    }
    template <class Row, class Field>
    static WordColumn words(const std::vector<Row>& rows, Field field)
    {
        return WordColumn(column(rows, field));
    }

    [[nodiscard]] PeopleTable<KeyColumn> people() const
    {
        PeopleTable<KeyColumn> table;
        table.key = keys(people_, &Person::key);
        table.organisation = words(people_, &Person::organisation);
        table.department = words(people_, &Person::department);
        table.level = column(people_, &Person::level);
        table.skills = TagColumn(column(people_, &Person::skills));
        return table;
    }
    void add_log(NetworkRecords& records) const
    {
        records.relationships.from = keys(related_, &Related::from);
        records.relationships.to = keys(related_, &Related::to);
        records.relationships.type = words(related_, &Related::type);
        records.interactions.from = keys(interactions_, &Interaction::from);
        records.interactions.to = keys(interactions_, &Interaction::to);
        records.interactions.time = column(interactions_, &Interaction::time);
        records.interactions.kind = words(interactions_, &Interaction::kind);
        records.interactions.channel = words(interactions_, &Interaction::channel);
        records.interactions.thread = words(interactions_, &Interaction::thread);
    }
    void add_conduct(NetworkRecords& records) const
    {
        records.commitments.owner = keys(promises_, &Promise::owner);
        records.commitments.to = keys(promises_, &Promise::to);
        records.commitments.made = column(promises_, &Promise::made);
        records.commitments.due = column(promises_, &Promise::due);
        records.commitments.done = column(promises_, &Promise::done);
        records.commitments.quality = column(promises_, &Promise::quality);
        records.exchanges.giver = keys(gifts_, &Gift::giver);
        records.exchanges.receiver = keys(gifts_, &Gift::receiver);
        records.exchanges.time = column(gifts_, &Gift::time);
        records.exchanges.kind = words(gifts_, &Gift::kind);
        records.exchanges.size = column(gifts_, &Gift::size);
        records.milestones.person = keys(milestones_, &Happened::person);
        records.milestones.time = column(milestones_, &Happened::time);
        records.milestones.kind = words(milestones_, &Happened::kind);
        records.introductions.broker = keys(introductions_, &Introduced::broker);
        records.introductions.a = keys(introductions_, &Introduced::a);
        records.introductions.b = keys(introductions_, &Introduced::b);
        records.introductions.time = column(introductions_, &Introduced::time);
        records.introductions.outcome = words(introductions_, &Introduced::outcome);
    }

    std::vector<Person> people_;
    std::vector<Related> related_;
    std::vector<Interaction> interactions_;
    std::vector<Promise> promises_;
    std::vector<Gift> gifts_;
    std::vector<Happened> milestones_;
    std::vector<Introduced> introductions_;
};

}  // namespace tertius::test
