#include <tertius/network/visible_records.hpp>

#include "same_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tertius {

namespace {

/// Remembers what was answered, so that nothing is asked twice.
class Questions {
public:
    explicit Questions(const TieVisible& visible) : visible_(visible) {}

    [[nodiscard]] bool may_be_seen(PersonId a, PersonId b)
    {
        if (a == b) return true;
        const auto [low, high] = std::minmax(a, b);
        const auto [answer, is_new] = answers_.try_emplace(std::uint64_t{low} << 32U | high, true);
        if (is_new) answer->second = visible_(low, high);
        return answer->second;
    }

private:
    const TieVisible& visible_;
    std::unordered_map<std::uint64_t, bool> answers_;
};

/// Which rows of a table join no two people whose tie is hidden.
template <class Table>
std::vector<bool> visible_rows(const Table& table, Questions& questions, const Execution& execution)
{
    std::vector<const std::vector<std::uint32_t>*> people;  // keys stand in the people's order, so a code is a person
    Table::columns(
        [&](std::string_view, Need, const auto& column) {
            if constexpr (std::is_same_v<std::decay_t<decltype(column)>, KeyColumn>) people.push_back(&column.codes);
        },
        table);
    std::vector<bool> visible(row_count(table), true);
    for (std::size_t row = 0; row < visible.size(); ++row) {
        throw_if_stopped(execution);
        for (std::size_t first = 0; first < people.size(); ++first)
            for (std::size_t second = first + 1; second < people.size(); ++second)
                visible[row] = visible[row] && questions.may_be_seen((*people[first])[row], (*people[second])[row]);
    }
    return visible;
}

/// Forgets the words that no row says any more: they were said where it may not be seen.
void forget_unsaid_words(WordColumn& column)
{
    std::vector<std::uint32_t> number(column.words.size(), no_word);
    std::vector<std::string> said;
    for (const std::uint32_t code : column.codes)
        if (code != no_word) number[code] = 0;
    for (std::size_t code = 0; code < number.size(); ++code)
        if (number[code] != no_word) {
            number[code] = static_cast<std::uint32_t>(said.size());
            said.push_back(std::move(column.words[code]));
        }
    for (std::uint32_t& code : column.codes)
        if (code != no_word) code = number[code];
    column.words = std::move(said);
}

template <class Table>
void keep_visible(Table& table, Questions& questions, const Execution& execution)
{
    detail::keep_rows(table, visible_rows(table, questions, execution));
    Table::columns(
        [](std::string_view, Need, auto& column) {
            if constexpr (std::is_same_v<std::decay_t<decltype(column)>, WordColumn>) forget_unsaid_words(column);
        },
        table);
}

}  // namespace

Network visible_records(const Network& network, const TieVisible& visible, const Execution& execution)
{
    if (!visible) return network;
    Questions questions(visible);
    NetworkRecords records = network.records();
    for_each_table([&](auto& table) { keep_visible(table, questions, execution); }, records);
    constexpr auto any = std::numeric_limits<Time>::max();
    return Network(std::move(records), {.min_time = -any, .max_time = any, .self_ties = SelfTies::refuse});
}

}  // namespace tertius
