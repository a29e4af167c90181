#include <tertius/network/network.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <compare>
#include <limits>
#include <map>
#include <numeric>
#include <type_traits>

namespace tertius {

namespace {

/// Extends `words` by those of `more` that are new; gives each of `more` its place in `words`.
template <class Word>
std::vector<std::uint32_t> extend(std::vector<Word>& words, const std::vector<Word>& more)
{
    std::map<Word, std::uint32_t> place_of;
    for (const Word& word : words) place_of.emplace(word, static_cast<std::uint32_t>(place_of.size()));
    std::vector<std::uint32_t> places;
    places.reserve(more.size());
    for (const Word& word : more) {
        const auto [found, is_new] = place_of.emplace(word, static_cast<std::uint32_t>(words.size()));
        if (is_new) words.push_back(word);
        places.push_back(found->second);
    }
    return places;
}

void append_codes(std::vector<std::uint32_t>& codes, const std::vector<std::uint32_t>& more,
                  const std::vector<std::uint32_t>& places)
{
    for (const std::uint32_t code : more) codes.push_back(code == no_word ? no_word : places[code]);
}

void append(KeyColumn& column, const KeyColumn& more)
{
    if (column.size() == 0) {
        column = more;
        return;
    }
    if (more.size() == 0) return;
    std::visit(
        [&](auto& keys) {
            const auto* others = std::get_if<std::decay_t<decltype(keys)>>(&more.keys);
            if (others == nullptr)
                throw InvalidInput("key.mixed", "one network's people have texts for keys, the other's have numbers");
            append_codes(column.codes, more.codes, extend(keys, *others));
        },
        column.keys);
}

void append(WordColumn& column, const WordColumn& more)
{
    append_codes(column.codes, more.codes, extend(column.words, more.words));
}

void append(TagColumn& column, const TagColumn& more)
{
    if (column.offsets.empty()) column.offsets.push_back(0);
    const std::uint64_t before = column.offsets.back();
    append_codes(column.codes, more.codes, extend(column.words, more.words));
    for (std::size_t row = 0; row < more.size(); ++row) column.offsets.push_back(before + more.offsets[row + 1]);
}

template <class Item>
void append(std::vector<Item>& column, const std::vector<Item>& more)
{
    column.insert(column.end(), more.begin(), more.end());
}

/// Fills an absent column with "not recorded", so that rows can follow.
void pad(KeyColumn&, std::size_t) {}  // always present
void pad(WordColumn& column, std::size_t rows)
{
    column.codes.resize(rows, no_word);
}
void pad(TagColumn& column, std::size_t rows)
{
    column.offsets.resize(rows + 1, column.codes.size());
}
void pad(TimeColumn& column, std::size_t rows)
{
    column.resize(rows, no_time);
}
void pad(NumberColumn& column, std::size_t rows)
{
    column.resize(rows, no_number);
}

/// The second table's rows below the first's.
template <class Table>
Table stacked(Table first, const Table& second)
{
    const std::size_t first_rows = row_count(first);
    const std::size_t second_rows = row_count(second);
    Table::columns(
        [&](std::string_view, Need, auto& column, const auto& more) {
            if (column.size() == 0 && more.size() == 0) return;
            pad(column, first_rows);
            append(column, more);
            pad(column, first_rows + second_rows);
        },
        first, second);
    return first;
}

/// What a row says in one column, as a number: equal numbers, equal entries.
void append_content(const KeyColumn& column, std::vector<std::vector<std::uint64_t>>& content)
{
    content.emplace_back(column.codes.begin(), column.codes.end());
}
void append_content(const WordColumn& column, std::vector<std::vector<std::uint64_t>>& content)
{
    content.emplace_back(column.codes.begin(), column.codes.end());
}
void append_content(const TimeColumn& column, std::vector<std::vector<std::uint64_t>>& content)
{
    content.emplace_back(column.begin(), column.end());
}
void append_content(const NumberColumn& column, std::vector<std::vector<std::uint64_t>>& content)
{
    auto& numbers = content.emplace_back();
    for (const double number : column) numbers.push_back(std::bit_cast<std::uint64_t>(number));
}

/// Marks the rows that stay when the second table's rows, from `first_rows` on, add to the first's only what goes
/// beyond them: of equal rows as many as the table that has more of them.
template <class Table>
std::vector<bool> beyond_the_first(const Table& table, std::size_t first_rows)
{
    std::vector<std::vector<std::uint64_t>> content;
    Table::columns(
        [&](std::string_view, Need, const auto& column) {
            if (column.size() > 0) append_content(column, content);
        },
        table);
    const auto compare = [&](std::size_t a, std::size_t b) {
        for (const auto& column : content)
            if (column[a] != column[b]) return column[a] <=> column[b];
        return std::strong_ordering::equal;
    };
    std::vector<std::size_t> rows(row_count(table));
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    std::ranges::stable_sort(rows, [&](std::size_t a, std::size_t b) { return compare(a, b) < 0; });

    std::vector<bool> kept(rows.size(), true);
    for (std::size_t first = 0, last = 0; first < rows.size(); first = last) {
        std::size_t in_first = 0;
        for (last = first; last < rows.size() && compare(rows[first], rows[last]) == 0; ++last) {
            if (rows[last] < first_rows)
                ++in_first;
            else if (in_first > 0) {
                kept[rows[last]] = false;
                --in_first;
            }
        }
    }
    return kept;
}

template <class Item>
void keep(std::vector<Item>& column, const std::vector<bool>& kept)
{
    std::size_t next = 0;
    for (std::size_t row = 0; row < column.size(); ++row)
        if (kept[row]) column[next++] = column[row];
    column.resize(next);
}
void keep(KeyColumn& column, const std::vector<bool>& kept)
{
    keep(column.codes, kept);
}
void keep(WordColumn& column, const std::vector<bool>& kept)
{
    keep(column.codes, kept);
}
void keep(TagColumn& column, const std::vector<bool>& kept)
{
    TagColumn result({0}, {}, column.words);
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (!kept[row]) continue;
        const auto tags = column[row];
        result.codes.insert(result.codes.end(), tags.begin(), tags.end());
        result.offsets.push_back(result.codes.size());
    }
    column = std::move(result);
}

/// Writes into `row` what it lacks and `other` has.
void fill(KeyColumn&, std::size_t, std::size_t) {}
void fill(WordColumn& column, std::size_t row, std::size_t other)
{
    if (column.codes[row] == no_word) column.codes[row] = column.codes[other];
}
void fill(NumberColumn& column, std::size_t row, std::size_t other)
{
    if (std::isnan(column[row])) column[row] = column[other];
}

/// Adds to each row the tags of its twin further down, if it has one.
void add_tags(TagColumn& column, const std::vector<std::size_t>& twin)
{
    TagColumn result({0}, {}, column.words);
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto first = static_cast<std::ptrdiff_t>(result.codes.size());
        const auto extend_by = [&](std::size_t source) {
            for (const std::uint32_t tag : column[source])
                if (std::find(result.codes.begin() + first, result.codes.end(), tag) == result.codes.end())
                    result.codes.push_back(tag);
        };
        extend_by(row);
        if (twin[row] != row) extend_by(twin[row]);
        result.offsets.push_back(result.codes.size());
    }
    column = std::move(result);
}

PeopleTable<KeyColumn> merged_people(const PeopleTable<KeyColumn>& first, const PeopleTable<KeyColumn>& second)
{
    using Table = PeopleTable<KeyColumn>;
    Table table = stacked(first, second);
    const std::size_t rows = row_count(table);
    std::vector<std::size_t> row_of(size(table.key.keys), rows);
    std::vector<std::size_t> twin(rows);
    std::vector<bool> kept(rows, true);
    for (std::size_t row = 0; row < rows; ++row) {
        std::size_t& seen = row_of[table.key.codes[row]];
        twin[row] = row;
        if (seen == rows) {
            seen = row;
            continue;
        }
        twin[seen] = row;
        kept[row] = false;
    }
    Table::columns(
        [&](std::string_view, Need, auto& column) {
            if (column.size() == 0) return;
            if constexpr (std::is_same_v<std::decay_t<decltype(column)>, TagColumn>) {
                add_tags(column, twin);
            } else {
                for (std::size_t row = 0; row < rows; ++row)
                    if (twin[row] != row) fill(column, row, twin[row]);
            }
            keep(column, kept);
        },
        table);
    return table;
}

}  // namespace

Network merged(const Network& first, const Network& second)
{
    NetworkRecords records;
    const NetworkRecords a = first.records();
    const NetworkRecords b = second.records();
    for_each_table(
        [](const auto& from_a, const auto& from_b, auto& result) {
            using Table = std::decay_t<decltype(result)>;
            if constexpr (std::is_same_v<Table, PeopleTable<KeyColumn>>) {
                result = merged_people(from_a, from_b);
            } else {
                result = stacked(from_a, from_b);
                const auto kept = beyond_the_first(result, row_count(from_a));
                Table::columns([&](std::string_view, Need, auto& column) { keep(column, kept); }, result);
            }
        },
        a, b, records);
    // Both sides' times have passed the checks that they were made with.
    constexpr auto any = std::numeric_limits<Time>::max();
    return Network(std::move(records), {.min_time = -any, .max_time = any});
}

}  // namespace tertius
