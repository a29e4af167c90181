#pragma once

#include <tertius/graph/random.hpp>
#include <tertius/network/network.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace tertius::test {

/// Draws networks with something in every column of every table, and gaps in all that may have any.
class RandomRecords {
public:
    RandomRecords(std::uint64_t seed, bool text_keys) : random_(seed)
    {
        const std::size_t people = 3 + random_.below(8);
        std::vector<std::string> texts;
        std::vector<std::int64_t> numbers;
        for (std::size_t person = 0; person < people; ++person) {
            texts.push_back("person " + std::to_string(person));
            numbers.push_back(static_cast<std::int64_t>(person * person * 1'000'003));
        }
        keys_ = text_keys ? Keys(texts) : Keys(numbers);
    }

    Network network()
    {
        NetworkRecords records;
        for_each_table([&](auto& table) { fill(table); }, records);
        return Network(std::move(records));
    }

private:
    using Words = std::vector<std::string>;

    bool chance(std::uint64_t of) { return random_.below(of) == 0; }
    const std::string& word()
    {
        static const std::array<std::string, 7> words{
            "Acme", "re: it's \"urgent\"", "\u00c5sa \u4e2d\u6587", "a\nb", std::string("nul\0inside", 10), " ", "17"};
        return words[random_.below(words.size())];
    }

    template <class Table>
    void fill(Table& table)
    {
        constexpr bool is_people = std::is_same_v<Table, PeopleTable<KeyColumn>>;
        const std::size_t rows = is_people ? size(keys_) : random_.below(12);
        std::vector<std::vector<std::uint32_t>> people(rows, std::vector<std::uint32_t>(size(keys_)));
        for (auto& order : people) {  // nobody stands twice in a row
            std::iota(order.begin(), order.end(), 0U);
            random_.shuffle(std::span(order));
        }
        std::size_t role = 0;
        Time earliest = 0;
        table.columns(
            [&](std::string_view name, Need need, auto& column) {
                using Column = std::decay_t<decltype(column)>;
                if constexpr (std::is_same_v<Column, KeyColumn>) {
                    std::vector<std::uint32_t> codes;
                    for (std::size_t row = 0; row < rows; ++row)
                        codes.push_back(is_people ? static_cast<std::uint32_t>(row) : people[row][role]);
                    column = KeyColumn(std::move(codes), keys_);
                    ++role;
                } else if (need == Need::required || !chance(4)) {
                    fill(column, name, need, rows, earliest += 100);
                }
            },
            table);
    }

    void fill(WordColumn& column, std::string_view name, Need, std::size_t rows, Time)
    {
        Words words(rows);
        for (std::size_t row = 0; row < rows; ++row)
            if (name == "type")
                words[row] = tertius::name(relationship_types[random_.below(relationship_types.size())]);
            else if (name == "record")
                words[row] = chance(2) ? "record " + std::to_string(row) : "";
            else if (!chance(3))
                words[row] = word();
        column = WordColumn(words);
    }
    void fill(TagColumn& column, std::string_view, Need, std::size_t rows, Time)
    {
        std::vector<Words> tags(rows);
        for (auto& of_row : tags)
            for (std::uint64_t count = random_.below(4); count > 0; --count)
                if (const std::string& tag = word(); std::ranges::find(of_row, tag) == of_row.end())
                    of_row.push_back(tag);
        column = TagColumn(tags);
    }
    /// Few distinct ones, so that rows are equal now and then; a later column's are never earlier.
    void fill(TimeColumn& column, std::string_view, Need need, std::size_t rows, Time earliest)
    {
        for (std::size_t row = 0; row < rows; ++row)
            column.push_back(need == Need::optional && chance(3) ? no_time
                                                                 : earliest + static_cast<Time>(random_.below(3)));
    }
    void fill(NumberColumn& column, std::string_view, Need, std::size_t rows, Time)
    {
        for (std::size_t row = 0; row < rows; ++row) column.push_back(chance(3) ? no_number : random_.unit());
    }

    Random random_;
    Keys keys_;
};

}  // namespace tertius::test
