#include "incoming_people.hpp"

#include <algorithm>
#include <type_traits>

namespace tertius::store {

namespace {

using PeopleIndexed = PeopleTable<KeyIndex>;

/// What a network tells of its people.
class ToldOfPeople {
public:
    ToldOfPeople(const PeopleIndexed& people, const Border& border) : words_(border.words)
    {
        people.columns(
            [&](std::string_view name, Need, const auto& column) {
                using Column = std::decay_t<decltype(column)>;
                if constexpr (std::is_same_v<Column, TagColumn>) {
                    tags_.push_back({&column, IncomingWords(column.words, border.secret, &border.erased)});
                } else if constexpr (!std::is_same_v<Column, KeyIndex>) {
                    const bool is_told = column.size() > 0;
                    if constexpr (std::is_same_v<Column, WordColumn>)
                        particulars_.push_back(!is_told         ? nullptr
                                               : name == "name" ? incoming_names(column, border)
                                                                : incoming(column, border));
                    else
                        particulars_.push_back(is_told ? incoming(column, border) : nullptr);
                }
            },
            people);
    }

    /// Adds what the person lacks; says whether there was any.
    bool fill(StoredPerson& person, std::size_t row, const Names& names)
    {
        bool any = false;
        for (std::size_t place = 0; place < particulars_.size(); ++place)
            if (particulars_[place] && !person.particulars[place] && particulars_[place]->told(row)) {
                person.particulars[place] = particulars_[place]->field(row);
                any = true;
            }
        for (std::size_t place = 0; place < tags_.size(); ++place)
            any |= add_tags(person.tags[place], tags_[place], row, names);
        return any;
    }

    /// Whether the network tells anything of the person but their key.
    [[nodiscard]] bool tells_of(std::size_t row) const
    {
        return std::ranges::any_of(particulars_, [&](const auto& column) { return column && column->told(row); }) ||
               std::ranges::any_of(
                   tags_, [&](const Tags& tags) { return !tags.column->empty() && !(*tags.column)[row].empty(); });
    }

private:
    struct Tags {
        const TagColumn* column;
        IncomingWords words;
    };

    bool add_tags(std::vector<std::int64_t>& known, Tags& told, std::size_t row, const Names& names)
    {
        if (told.column->empty()) return false;
        std::vector<std::uint64_t> hashes;
        hashes.reserve(known.size());
        for (const std::int64_t word : known) hashes.push_back(names.hash(Kind::word, word).value_or(0));
        const std::size_t before = known.size();
        for (const std::uint32_t code : (*told.column)[row]) {
            const IncomingWords::Word* word = told.words.find(code);
            if (word == nullptr || (word->redacted && word->kept() == nothing_but_erased)) continue;
            if (std::ranges::find(hashes, word->kept_hash) == hashes.end())
                known.push_back(told.words.id(code, words_));
        }
        return known.size() > before;
    }

    Words& words_;
    std::vector<std::unique_ptr<IncomingColumn>> particulars_;
    std::vector<Tags> tags_;
};

void check_kind_of_keys(Connection& connection, const Keys& keys)
{
    if (size(keys) == 0) return;
    Statement first(connection, "SELECT key FROM people LIMIT 1");
    if (!first.step() || first.is_text(0) == std::holds_alternative<std::vector<std::string>>(keys)) return;
    throw InvalidInput("key.mixed", first.is_text(0) ? "the store's people have texts for keys, these have numbers"
                                                     : "the store's people have numbers for keys, these have texts");
}

bool is_erased(const PeopleIndexed& people, std::size_t row, const ErasedPeople& erased)
{
    if (erased.empty()) return false;
    if (erased.has(to_text(key_at(people.key.keys(), row)))) return true;
    return !people.aliases.empty() && std::ranges::any_of(people.aliases[row], [&](std::uint32_t code) {
        return erased.has(people.aliases.words[code]);
    });
}

}  // namespace

std::vector<IncomingPerson> take_in_people(Connection& connection, const Secret& secret, const ErasedPeople& erased,
                                           Directory& directory, const Network& network)
{
    check_kind_of_keys(connection, network.people().key.keys());
    std::vector<IncomingPerson> people(network.size());
    ToldOfPeople told(network.people(), {secret, erased, directory.words(), people});
    for (PersonId row = 0; row < network.size(); ++row) {
        people[row].is_erased = is_erased(network.people(), row, erased);
        if (people[row].is_erased) continue;
        const Key key = network.key(row);
        people[row].hash = hash_of(key, secret);
        StoredPerson person{.key = key,
                            .particulars = std::vector<Field>(people_table().columns.size()),
                            .tags = std::vector<std::vector<std::int64_t>>(tag_columns().size())};
        if (const auto known = directory.people().find(key)) {
            people[row].id = *known;
            if (!told.tells_of(row)) continue;
            person = directory.people().read(*known);
            if (told.fill(person, row, directory)) directory.people().replace(person);
        } else {
            told.fill(person, row, directory);
            directory.people().add(person);
            people[row].id = person.id;
        }
    }
    return people;
}

}  // namespace tertius::store
