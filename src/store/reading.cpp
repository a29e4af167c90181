#include "reading.hpp"

#include <limits>
#include <type_traits>
#include <variant>

namespace tertius::store {

namespace {

/// Makes a column of words out of their places in the dictionary; each that occurs is copied once.
class WordCoding {
public:
    std::uint32_t code(std::uint32_t place, const Contents& contents)
    {
        if (codes_.empty()) codes_.resize(contents.words().size(), no_word);
        std::uint32_t& code = codes_[place];
        if (code == no_word) {
            code = static_cast<std::uint32_t>(words_.size());
            words_.emplace_back(contents.word(place));
        }
        return code;
    }
    [[nodiscard]] std::vector<std::string> take() { return std::move(words_); }

private:
    std::vector<std::uint32_t> codes_;
    std::vector<std::string> words_;
};

/// A column that is being filled, row by row.
class Filling {
public:
    template <class Column>
    explicit Filling(Column& column) : column_(&column)
    {
    }

    void add(Field field, const Contents& contents)
    {
        if (field) any_ = true;
        std::visit([&](auto* column) { add(*column, field, contents); }, column_);
    }
    /// A column in which no row has anything is left out.
    void finish(const Contents& contents)
    {
        std::visit([&](auto* column) { finish(*column, contents); }, column_);
    }

private:
    void add(KeyColumn& column, Field field, const Contents& contents)
    {
        column.codes.push_back(contents.people().at(field.value_or(0)));
    }
    void add(WordColumn& column, Field field, const Contents& contents)
    {
        column.codes.push_back(field ? coding_.code(contents.words().at(*field), contents) : no_word);
    }
    void add(TimeColumn& column, Field field, const Contents&) { column.push_back(field.value_or(no_time)); }
    void add(NumberColumn& column, Field field, const Contents&) { column.push_back(number_of(field)); }

    void finish(KeyColumn& column, const Contents& contents) const
    {
        if (any_) column.keys = contents.keys();
    }
    void finish(WordColumn& column, const Contents&)
    {
        column = any_ ? WordColumn(std::move(column.codes), coding_.take()) : WordColumn();
    }
    template <class Item>
    void finish(std::vector<Item>& column, const Contents&) const
    {
        if (!any_) column.clear();
    }

    std::variant<KeyColumn*, WordColumn*, TimeColumn*, NumberColumn*> column_;
    WordCoding coding_;
    bool any_ = false;
};

/// A person's words of one kind, row by row.
class TagFilling {
public:
    explicit TagFilling(TagColumn& column) : column_(column) { column_.offsets.push_back(0); }

    void add(const std::vector<std::int64_t>& words, const Contents& contents)
    {
        for (const std::int64_t word : words)
            column_.codes.push_back(coding_.code(contents.words().at(word), contents));
        column_.offsets.push_back(column_.codes.size());
    }
    void finish()
    {
        column_ = column_.codes.empty()
                      ? TagColumn()
                      : TagColumn(std::move(column_.offsets), std::move(column_.codes), coding_.take());
    }

private:
    TagColumn& column_;
    WordCoding coding_;
};

/// The people's columns while they are read.
class PeopleFilling {
public:
    explicit PeopleFilling(PeopleTable<KeyColumn>& people) : people_(people)
    {
        people.columns(
            [&](std::string_view, Need, auto& column) {
                using Column = std::decay_t<decltype(column)>;
                if constexpr (std::is_same_v<Column, TagColumn>)
                    tags_.emplace_back(column);
                else if constexpr (!std::is_same_v<Column, KeyColumn>)
                    particulars_.emplace_back(column);
            },
            people);
    }
    void add(const StoredPerson& person, const Contents& contents)
    {
        people_.key.codes.push_back(static_cast<std::uint32_t>(people_.key.codes.size()));
        for (std::size_t place = 0; place < particulars_.size(); ++place)
            particulars_[place].add(person.particulars[place], contents);
        for (std::size_t place = 0; place < tags_.size(); ++place) tags_[place].add(person.tags[place], contents);
    }
    void finish(const Contents& contents)
    {
        people_.key.keys = contents.keys();
        for (Filling& column : particulars_) column.finish(contents);
        for (TagFilling& column : tags_) column.finish();
    }

private:
    PeopleTable<KeyColumn>& people_;
    std::vector<Filling> particulars_;
    std::vector<TagFilling> tags_;
};

template <class Table>
std::vector<Filling> fillings(Table& table)
{
    std::vector<Filling> columns;
    table.columns([&](std::string_view, Need, auto& column) { columns.emplace_back(column); }, table);
    return columns;
}

}  // namespace

Read read_network(Connection& connection, const Secret& secret, Damaged damaged)
{
    NetworkRecords records;
    PeopleFilling people(records.people);
    const Contents contents(connection, secret, damaged,
                            [&](const Contents& so_far, const StoredPerson& person) { people.add(person, so_far); });
    people.finish(contents);
    std::size_t lost = contents.lost();
    for_each_table(
        [&](auto& table) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(table)>, PeopleTable<KeyColumn>>) {
                std::vector<Filling> columns = fillings(table);
                lost += for_each_row(connection, secret, record_table(table.name), contents, damaged,
                                     [&](const StoredRow& row) {
                                         for (std::size_t place = 0; place < columns.size(); ++place)
                                             columns[place].add(row.fields[place], contents);
                                     });
                for (Filling& column : columns) column.finish(contents);
            }
        },
        records);
    // All of it has been a Network before, with whatever limits.
    constexpr auto any = std::numeric_limits<Time>::max();
    return {Network(std::move(records), {.min_time = -any, .max_time = any}), lost};
}

}  // namespace tertius::store
