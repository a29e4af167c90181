#include "pseudonyms.hpp"

#include "secret.hpp"

#include <tertius/network/introduction_stage.hpp>

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <type_traits>

namespace tertius::store {

namespace {

constexpr std::size_t fewest_people = 5;
constexpr Time week = 604'800;
constexpr Time first_monday = 345'600;  // 1970-01-05

/// Columns that name somebody, or tie rows to something outside.
constexpr std::array<std::string_view, 6> left_out{"name", "aliases", "record", "thread", "message", "reply_to"};

Time start_of_week(Time time)
{
    if (time == no_time) return no_time;
    const Time into = (time - first_monday) % week;
    return time - (into < 0 ? into + week : into);
}

/// What people are called from now on, in rising order, and the place there of each.
struct Pseudonyms {
    std::vector<std::string> names;
    std::vector<std::uint32_t> place_of;
};

/// Texts of 32 hexadecimal digits, by a key that nobody has.
Pseudonyms draw_pseudonyms(const Keys& keys)
{
    const Secret drawn;
    std::vector<std::string> names;
    for (std::size_t person = 0; person < size(keys); ++person) {
        const ErasedHash hash = drawn.erased(to_text(key_at(keys, person)));
        std::array<char, 33> digits{};
        names.emplace_back(sodium_bin2hex(digits.data(), digits.size(), hash.data(), digits.size() / 2));
    }
    KeyColumn sorted(Keys(std::move(names)));
    return {std::get<std::vector<std::string>>(std::move(sorted.keys)), std::move(sorted.codes)};
}

void rename_people(KeyColumn& column, const Pseudonyms& pseudonyms)
{
    for (std::uint32_t& code : column.codes) code = pseudonyms.place_of[code];
    column.keys = pseudonyms.names;
}

/// Which people stand in each row of a table.
template <class Table>
std::vector<std::vector<std::uint32_t>> people_of_rows(const Table& table)
{
    std::vector<std::vector<std::uint32_t>> people(row_count(table));
    table.columns(
        [&](std::string_view, Need, const auto& column) {
            if constexpr (std::is_same_v<std::decay_t<decltype(column)>, KeyColumn>)
                for (std::size_t row = 0; row < column.size(); ++row) people[row].push_back(column.codes[row]);
        },
        table);
    return people;
}

using PeopleOfRows = std::vector<std::vector<std::uint32_t>>;

/// Which entries of a column at least five people share.
template <class Entry>
class Sharing {
public:
    void add(const Entry& entry, const std::vector<std::uint32_t>& people)
    {
        std::set<std::uint32_t>& sharing = people_[entry];
        if (sharing.size() < fewest_people) sharing.insert(people.begin(), people.end());
    }
    [[nodiscard]] bool is_common(const Entry& entry) const { return people_.at(entry).size() >= fewest_people; }

private:
    std::map<Entry, std::set<std::uint32_t>> people_;
};

/// A closed list says nothing of who stands in it.
bool is_stage(std::string_view word)
{
    return std::ranges::find(introduction_stages, word) != introduction_stages.end();
}

void blur(WordColumn& column, const PeopleOfRows& people)
{
    Sharing<std::string_view> sharing;
    for (std::size_t row = 0; row < column.size(); ++row) sharing.add(column[row], people[row]);
    std::vector<std::string> kept(column.size());
    for (std::size_t row = 0; row < column.size(); ++row)
        if (sharing.is_common(column[row]) || is_stage(column[row])) kept[row] = column[row];
    column = WordColumn(kept);
}

void blur(TagColumn& column, const PeopleOfRows& people)
{
    Sharing<std::uint32_t> sharing;
    for (std::size_t row = 0; row < column.size(); ++row)
        for (const std::uint32_t code : column[row]) sharing.add(code, people[row]);
    std::vector<std::vector<std::string>> kept(column.size());
    for (std::size_t row = 0; row < column.size(); ++row)
        for (const std::uint32_t code : column[row])
            if (sharing.is_common(code)) kept[row].push_back(column.words[code]);
    column = TagColumn(kept);
}

void blur(TimeColumn& column, const PeopleOfRows&)
{
    for (Time& time : column) time = start_of_week(time);
}

/// How senior somebody is can be as telling as their title.
void blur(NumberColumn& column, const PeopleOfRows& people)
{
    Sharing<double> sharing;
    for (std::size_t row = 0; row < column.size(); ++row)
        if (!std::isnan(column[row])) sharing.add(column[row], people[row]);
    for (double& number : column)
        if (!std::isnan(number) && !sharing.is_common(number)) number = no_number;
}

template <class Item>
void reorder(std::vector<Item>& column, const std::vector<std::size_t>& order)
{
    std::vector<Item> result;
    result.reserve(order.size());
    for (const std::size_t row : order) result.push_back(column[row]);
    column = std::move(result);
}

void reorder(KeyColumn& column, const std::vector<std::size_t>& order)
{
    reorder(column.codes, order);
}
void reorder(WordColumn& column, const std::vector<std::size_t>& order)
{
    reorder(column.codes, order);
}

void reorder(TagColumn& column, const std::vector<std::size_t>& order)
{
    std::vector<std::vector<std::string>> rows(order.size());
    for (std::size_t place = 0; place < order.size(); ++place)
        for (const std::uint32_t code : column[order[place]]) rows[place].push_back(column.words[code]);
    column = TagColumn(rows);
}

/// Puts rows in the order of their weeks and pseudonyms: that in which they came in may tell who is who.
template <class Table>
void reorder_rows(Table& table, const PeopleOfRows& people)
{
    const TimeColumn* weeks = nullptr;
    table.columns(
        [&](std::string_view, Need, const auto& column) {
            if constexpr (std::is_same_v<std::decay_t<decltype(column)>, TimeColumn>)
                if (weeks == nullptr && !column.empty()) weeks = &column;
        },
        table);
    std::vector<std::size_t> order(people.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t one, std::size_t other) {
        if (weeks != nullptr && (*weeks)[one] != (*weeks)[other]) return (*weeks)[one] < (*weeks)[other];
        return people[one] < people[other];
    });
    table.columns(
        [&](std::string_view, Need, auto& column) {
            if (column.size() > 0) reorder(column, order);
        },
        table);
}

/// Takes names, exact times and whatever few people share out of a table.
template <class Table>
void blur_table(Table& table, const Pseudonyms& pseudonyms)
{
    constexpr bool is_people = std::is_same_v<Table, PeopleTable<KeyColumn>>;
    table.columns(
        [&](std::string_view, Need, auto& column) {
            if constexpr (std::is_same_v<std::decay_t<decltype(column)>, KeyColumn>) rename_people(column, pseudonyms);
        },
        table);
    const PeopleOfRows people = people_of_rows(table);
    table.columns(
        [&](std::string_view name, Need need, auto& column) {
            using Column = std::decay_t<decltype(column)>;
            if constexpr (std::is_same_v<Column, KeyColumn>) {
                return;
            } else if (std::ranges::find(left_out, name) != left_out.end()) {
                column = Column();
            } else if constexpr (std::is_same_v<Column, NumberColumn>) {
                if (is_people) blur(column, people);
            } else if constexpr (std::is_same_v<Column, WordColumn>) {
                if (need == Need::optional) blur(column, people);  // the types of relationships are a closed list
            } else if (column.size() > 0) {
                blur(column, people);
            }
        },
        table);
    reorder_rows(table, people);
}

}  // namespace

Network pseudonymised(const Network& network)
{
    NetworkRecords records = network.records();
    const Pseudonyms pseudonyms = draw_pseudonyms(network.people().key.keys());
    for_each_table([&](auto& table) { blur_table(table, pseudonyms); }, records);
    constexpr auto any = std::numeric_limits<Time>::max();
    return Network(std::move(records), {.min_time = -any, .max_time = any});
}

}  // namespace tertius::store
