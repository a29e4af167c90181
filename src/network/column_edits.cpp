#include "column_edits.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <type_traits>

namespace tertius::detail {

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

template <class Item>
void append_items(std::vector<Item>& column, const std::vector<Item>& more)
{
    column.insert(column.end(), more.begin(), more.end());
}

/// Calls fill(row, twin) for each row and each of its twins further down, nearest first.
void for_each_twin(const Twins& twins, auto&& fill)
{
    for (std::size_t row = 0; row < twins.size(); ++row)
        for (std::size_t twin = twins[row]; twin < twins.size(); twin = twins[twin]) fill(row, twin);
}

}  // namespace

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

void append(TimeColumn& column, const TimeColumn& more)
{
    append_items(column, more);
}

void append(NumberColumn& column, const NumberColumn& more)
{
    append_items(column, more);
}

void pad(KeyColumn&, std::size_t) {}

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

Entries entries(const KeyColumn& column)
{
    return {column.codes.begin(), column.codes.end()};
}

Entries entries(const WordColumn& column)
{
    return {column.codes.begin(), column.codes.end()};
}

Entries entries(const TimeColumn& column)
{
    return {column.begin(), column.end()};
}

Entries entries(const NumberColumn& column)
{
    Entries result;
    result.reserve(column.size());
    for (const double number : column) result.push_back(std::bit_cast<std::uint64_t>(number));
    return result;
}

void fill_from_twins(KeyColumn&, const Twins&) {}

void fill_from_twins(WordColumn& column, const Twins& twins)
{
    for_each_twin(twins, [&](std::size_t row, std::size_t twin) {
        if (column.codes[row] == no_word) column.codes[row] = column.codes[twin];
    });
}

void fill_from_twins(NumberColumn& column, const Twins& twins)
{
    for_each_twin(twins, [&](std::size_t row, std::size_t twin) {
        if (std::isnan(column[row])) column[row] = column[twin];
    });
}

void fill_from_twins(TagColumn& column, const Twins& twins)
{
    TagColumn result({0}, {}, column.words);
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto first = static_cast<std::ptrdiff_t>(result.codes.size());
        for (std::size_t source = row; source < twins.size(); source = twins[source])
            for (const std::uint32_t tag : column[source])
                if (std::find(result.codes.begin() + first, result.codes.end(), tag) == result.codes.end())
                    result.codes.push_back(tag);
        result.offsets.push_back(result.codes.size());
    }
    column = std::move(result);
}

}  // namespace tertius::detail
