#include "rows.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tertius::store {

namespace {

/// ?, ?, ?
std::string places(std::size_t count)
{
    std::string list;
    for (std::size_t place = 0; place < count; ++place) list += place == 0 ? "?" : ", ?";
    return list;
}

/// "from" = ?, "to" = ?
std::string assignments(const std::vector<StoredColumn>& columns)
{
    std::string list;
    for (const StoredColumn& column : columns) list += '"' + column.name + "\" = ?, ";
    return list;
}

}  // namespace

Field number_field(double number)
{
    if (std::isnan(number)) return {};
    return std::bit_cast<std::int64_t>(number + 0.0);
}

double number_of(Field field)
{
    return field ? std::bit_cast<double>(*field) : no_number;
}

bool add_fields(Content& content, const std::vector<StoredColumn>& columns, const std::vector<Field>& fields,
                const Names& names)
{
    for (std::size_t place = 0; place < columns.size(); ++place) {
        const Field& field = fields[place];
        if (!field) continue;
        const Kind kind = columns[place].kind;
        if (kind == Kind::person || kind == Kind::word) {
            const auto hash = names.hash(kind, *field);
            if (!hash) return false;
            content.add(columns[place].tag, *hash);
        } else {
            content.add(columns[place].tag, static_cast<std::uint64_t>(*field));
        }
    }
    return true;
}

void read_fields(const Statement& statement, int first, const std::vector<StoredColumn>& columns,
                 std::vector<Field>& fields)
{
    fields.resize(columns.size());
    for (std::size_t place = 0; place < columns.size(); ++place) {
        const int column = first + static_cast<int>(place);
        if (!statement.has(column))
            fields[place].reset();
        else if (columns[place].kind == Kind::number)
            fields[place] = number_field(statement.real(column));
        else
            fields[place] = statement.integer(column);
    }
}

void bind_fields(Statement& statement, int first, const std::vector<StoredColumn>& columns,
                 const std::vector<Field>& fields)
{
    for (std::size_t place = 0; place < columns.size(); ++place) {
        const int parameter = first + static_cast<int>(place);
        const Field& field = fields[place];
        if (!field)
            statement.bind_nothing(parameter);
        else if (columns[place].kind == Kind::number)
            statement.bind(parameter, number_of(field));
        else
            statement.bind(parameter, *field);
    }
}

std::string RowReader::selection() const
{
    return "SELECT id, import, seal, " + table_.column_list() + " FROM " + table_.name;
}

bool RowReader::read(const Statement& statement, StoredRow& row)
{
    row.id = statement.integer(0);
    row.import = statement.integer(1);
    read_fields(statement, 3, table_.columns, row.fields);
    content_.start(table_.tag);
    content_.add(static_cast<std::uint64_t>(row.import));
    return add_fields(content_, table_.columns, row.fields, names_) &&
           secret_.seal(content_.parts()) == statement.integer(2);
}

RowWriter::RowWriter(Connection& connection, const StoredTable& table)
    : table_(table),
      find_(connection, "SELECT id, import, seal FROM " + table.name + " WHERE identity = ?"),
      add_(connection, "INSERT INTO " + table.name + "(identity, import, seal, " + table.column_list() + ") VALUES (" +
                           places(table.columns.size() + 3) + ")"),
      replace_(connection,
               "UPDATE " + table.name + " SET " + assignments(table.columns) + "import = ?, seal = ? WHERE id = ?")
{
}

std::optional<RowWriter::Known> RowWriter::find(const Identity& identity)
{
    find_.with(Bytes(identity));
    std::optional<Known> known;
    if (find_.step()) known = {find_.integer(0), find_.integer(1), find_.integer(2)};
    find_.reset();
    return known;
}

void RowWriter::add(const StoredRow& row, const Identity& identity, std::int64_t seal)
{
    add_.with(Bytes(identity), row.import, seal);
    bind_fields(add_, 4, table_.columns, row.fields);
    add_.run();
}

void RowWriter::replace(const StoredRow& row, std::int64_t seal)
{
    replace_.reset();
    bind_fields(replace_, 1, table_.columns, row.fields);
    const int next = static_cast<int>(table_.columns.size());
    replace_.bind(next + 1, row.import);
    replace_.bind(next + 2, seal);
    replace_.bind(next + 3, row.id);
    replace_.run();
}

}  // namespace tertius::store
