#include "appending.hpp"

#include "imports.hpp"
#include "incoming_people.hpp"
#include "now.hpp"
#include "owner.hpp"
#include "same_people.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <type_traits>
#include <unordered_map>

namespace tertius::store {

namespace {

struct IdentityHash {
    std::size_t operator()(const Identity& identity) const
    {
        std::size_t first;  // a keyed hash: any part of it is as good as the whole
        std::memcpy(&first, identity.data(), sizeof first);
        return first;
    }
};

/// The number of the import that rows of a source belong to.
using ImportOf = std::function<std::int64_t(std::string_view source)>;

enum class Fate : std::uint8_t { added, changed, known };

/// Appends the rows of one table.
class RowAppender {
public:
    RowAppender(Connection& connection, const Secret& secret, const StoredTable& table,
                std::vector<PlacedColumn> columns, const ImportOf& import_of, std::size_t rows)
        : secret_(secret),
          table_(table),
          columns_(std::move(columns)),
          import_of_(import_of),
          writer_(connection, table),
          any_known_(connection.number("SELECT EXISTS (SELECT 1 FROM " + table.name + ")") != 0)
    {
        for (const PlacedColumn& column : columns_) {
            if (table.columns[column.place].name == "source") source_ = column.column.get();
            if (table.columns[column.place].name == "record") record_ = column.column.get();
        }
        row_.fields.resize(table.columns.size());
        seen_.reserve(rows);
    }

    /// What becomes of a row; one that is new or changed is written by write().
    Fate judge(std::size_t row)
    {
        Identity identity = identity_of(row);
        const std::uint64_t place = seen_[identity]++;
        if (place > 0) {
            if (names_record(row)) return Fate::known;  // the first of them stands
            identity = another(identity, place);
        }
        const auto known = any_known_ ? writer_.find(identity) : std::nullopt;
        if (known && known->seal == seal(row, known->import)) return Fate::known;
        waiting_.push_back({.row = row, .identity = identity, .known_id = known ? known->id : 0});
        return known ? Fate::changed : Fate::added;
    }

    void write()
    {
        std::vector<std::size_t> rows;
        rows.reserve(waiting_.size());
        for (const Waiting& waiting : waiting_) rows.push_back(waiting.row);
        for (PlacedColumn& column : columns_) column.column->prepare(rows);
        for (const Waiting& waiting : waiting_) write(waiting);
    }

private:
    /// A row that is to be written; in the place of a known one, or as a new one.
    struct Waiting {
        std::size_t row = 0;
        Identity identity{};
        std::int64_t known_id = 0;
    };

    void write(const Waiting& waiting)
    {
        row_.id = waiting.known_id;
        row_.import = import_of_(source_ == nullptr ? std::string_view() : source_->text(waiting.row));
        for (const PlacedColumn& column : columns_) row_.fields[column.place] = column.column->field(waiting.row);
        const std::int64_t sealed = seal(waiting.row, row_.import);
        if (row_.id == 0)
            writer_.add(row_, waiting.identity, sealed);
        else
            writer_.replace(row_, sealed);
    }

    [[nodiscard]] bool names_record(std::size_t row) const { return record_ != nullptr && record_->told(row); }

    /// Of a row that names a record: its source, record and people; else all it says.
    Identity identity_of(std::size_t row)
    {
        content_.start(table_.tag);
        const bool by_record = names_record(row);
        for (const PlacedColumn& column : columns_) {
            const bool counts = !by_record || column.kind == Kind::person || column.column.get() == source_ ||
                                column.column.get() == record_;
            if (!counts) continue;
            if (const auto entry = column.column->told(row)) content_.add(column.tag, *entry);
        }
        return secret_.identity(content_.parts());
    }

    /// Of the row that is equal to so many before it.
    [[nodiscard]] Identity another(const Identity& identity, std::uint64_t place) const
    {
        std::array<std::uint64_t, 3> content{0, 0, place};
        std::memcpy(content.data(), identity.data(), identity.size());
        return secret_.identity(content);
    }

    std::int64_t seal(std::size_t row, std::int64_t import)
    {
        content_.start(table_.tag);
        content_.add(static_cast<std::uint64_t>(import));
        for (const PlacedColumn& column : columns_)
            if (const auto entry = column.column->kept(row)) content_.add(column.tag, *entry);
        return secret_.seal(content_.parts());
    }

    const Secret& secret_;
    const StoredTable& table_;
    std::vector<PlacedColumn> columns_;
    const ImportOf& import_of_;
    RowWriter writer_;
    bool any_known_;
    const IncomingColumn* source_ = nullptr;
    const IncomingColumn* record_ = nullptr;
    std::unordered_map<Identity, std::uint64_t, IdentityHash> seen_;
    std::vector<Waiting> waiting_;
    Content content_;
    StoredRow row_;
};

/// The columns of a table that have rows, in the order of the stored table.
template <class Table>
std::vector<PlacedColumn> placed_columns(const Table& table, const StoredTable& stored, const Border& border)
{
    std::vector<PlacedColumn> columns;
    std::size_t place = 0;
    table.columns(
        [&](std::string_view, Need, const auto& column) {
            if (column.size() > 0)
                columns.push_back(
                    {place, stored.columns[place].tag, stored.columns[place].kind, incoming(column, border)});
            ++place;
        },
        table);
    return columns;
}

/// Marks the rows that name somebody who was erased.
template <class Table>
std::vector<bool> rows_of_erased(const Table& table, const std::vector<IncomingPerson>& people)
{
    std::vector<bool> marked(row_count(table));
    table.columns(
        [&](std::string_view, Need, const auto& column) {
            if constexpr (std::is_same_v<std::decay_t<decltype(column)>, PersonColumn>)
                for (std::size_t row = 0; row < column.size(); ++row)
                    if (people[column[row]].is_erased) marked[row] = true;
        },
        table);
    return marked;
}

/// Notes an import when the first of its rows is written.
class ImportNumbers {
public:
    ImportNumbers(Imports& imports, ImportNote note, const ErasedPeople& erased)
        : imports_(imports), note_(std::move(note))
    {
        note_.basis = erased.without_mentions(note_.basis).value_or(note_.basis);
        if (note_.time == no_time) note_.time = now();
    }
    std::int64_t operator()(std::string_view source)
    {
        if (source != last_source_ || last_ == 0) {
            last_ = imports_.number(source, note_);
            last_source_ = source;
        }
        return last_;
    }

private:
    Imports& imports_;
    ImportNote note_;
    std::string last_source_;
    std::int64_t last_ = 0;
};

void count(Appended& appended, Fate fate)
{
    switch (fate) {
        case Fate::added:
            ++appended.added;
            break;
        case Fate::changed:
            ++appended.changed;
            break;
        case Fate::known:
            ++appended.known;
            break;
    }
}

/// The decisions about people who were not erased.
std::vector<SamePerson> of_the_kept(const std::vector<SamePerson>& same, const Network& network,
                                    const std::vector<IncomingPerson>& people, const ErasedPeople& erased)
{
    std::vector<SamePerson> kept;
    const auto is_erased = [&](const Key& key) { return people[network.person(key)].is_erased; };
    for (const SamePerson& decision : same) {
        if (is_erased(decision.kept) || is_erased(decision.other)) continue;
        kept.push_back(decision);
        kept.back().reason = erased.without_mentions(decision.reason).value_or(decision.reason);
    }
    return kept;
}

}  // namespace

Appended append(OpenFile& file, const Network& network, const ImportNote& note, const Execution& execution)
{
    Connection& connection = file.connection();
    const Secret& secret = file.secret();
    const Interruptible interruptible(connection, execution);
    Transaction whole(connection);
    Appended appended;
    {
        Directory directory(connection, secret);
        const ErasedPeople erased(connection, secret);
        Imports imports(connection, secret, directory.words());
        const ImportOf import_of = ImportNumbers(imports, note, erased);
        const auto people = take_in_people(connection, secret, erased, directory, network);
        appended.suppressed += static_cast<std::size_t>(std::ranges::count_if(people, &IncomingPerson::is_erased));
        const Border border{secret, erased, directory.words(), people};
        for_each_record_table(network, [&](const auto& table) {
            const std::size_t rows = row_count(table);
            if (rows == 0) return;
            const StoredTable& stored = record_table(table.name);
            RowAppender appender(connection, secret, stored, placed_columns(table, stored, border), import_of, rows);
            const std::vector<bool> left_out = rows_of_erased(table, people);
            for (std::size_t row = 0; row < rows; ++row) {
                if (left_out[row]) {
                    ++appended.suppressed;
                    continue;
                }
                const Fate fate = appender.judge(row);
                count(appended, fate);
                if constexpr (std::is_same_v<std::decay_t<decltype(table)>, Interactions>)
                    if (fate == Fate::added) appended.new_interactions.push_back(row);
            }
            appender.write();
        });
        SamePeople(connection, secret, directory).add(of_the_kept(note.same_people, network, people, erased));
        const auto is_erased = [&](const Key& key) {
            return network.has_person(key) && people[network.person(key)].is_erased;
        };
        if (note.owner && !is_erased(*note.owner)) Owner(connection, secret, directory).replace(*note.owner);
    }
    whole.commit();
    return appended;
}

}  // namespace tertius::store
