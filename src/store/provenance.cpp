#include "provenance.hpp"

#include "contents.hpp"
#include "imports.hpp"
#include "same_people.hpp"

namespace tertius::store {

namespace {

/// 3, 5, 8
std::string list(const std::set<std::int64_t>& ids)
{
    std::string text;
    for (const std::int64_t id : ids) text += (text.empty() ? "" : ", ") + std::to_string(id);
    return text;
}

/// That one of the first stands in one of a table's roles and one of the second in another; empty without two roles.
std::string both_in_roles(const StoredTable& table, const std::string& first, const std::string& second)
{
    std::string condition;
    for (const StoredColumn& one : table.columns)
        for (const StoredColumn& other : table.columns) {
            if (one.kind != Kind::person || other.kind != Kind::person || one.name == other.name) continue;
            if (!condition.empty()) condition += " OR ";
            condition.append("\"").append(one.name).append("\" IN (").append(first).append(") AND \"");
            condition.append(other.name).append("\" IN (").append(second).append(")");
        }
    return condition;
}

/// The first time of a row: when it happened, was made, or has been so since.
Time time_of(const StoredTable& table, const StoredRow& row)
{
    for (std::size_t place = 0; place < table.columns.size(); ++place)
        if (table.columns[place].kind == Kind::time) return row.fields[place].value_or(no_time);
    return no_time;
}

}  // namespace

std::vector<Import> imports(Connection& connection, const Secret& secret)
{
    Words words(connection, secret);
    std::map<std::int64_t, Import> by_number = Imports(connection, secret, words).all();
    const Contents contents(connection, secret, Damaged::refuse);
    for (const StoredTable& table : record_tables())
        for_each_row(connection, secret, table, contents, Damaged::refuse,
                     [&](const StoredRow& row) { ++by_number[row.import].rows; });
    std::vector<Import> result;
    result.reserve(by_number.size());
    for (const auto& [number, import] : by_number) result.push_back(import);
    return result;
}

std::vector<Provenance> provenance(Connection& connection, const Secret& secret, const Key& a, const Key& b)
{
    Directory directory(connection, secret);
    SamePeople same_people(connection, secret, directory);
    const std::string first = list(same_people.together_with(directory.people().id(a)));
    const std::string second = list(same_people.together_with(directory.people().id(b)));
    const auto imports = Imports(connection, secret, directory.words()).all();
    std::vector<Provenance> found;
    for (const StoredTable& table : record_tables()) {
        const std::string condition = both_in_roles(table, first, second);
        if (condition.empty()) continue;
        RowReader reader(secret, table, directory);
        Statement rows(connection, reader.selection() + " WHERE " + condition + " ORDER BY id");
        StoredRow row;
        while (rows.step()) {
            if (!reader.read(rows, row))
                connection.refuse("row " + std::to_string(row.id) + " of " + table.name + " is not what was written");
            const Field source = row.fields[table.place("source")];
            found.push_back({.table = table.name,
                             .time = time_of(table, row),
                             .source = source ? directory.words().text(*source) : std::string(),
                             .confidence = number_of(row.fields[table.place("confidence")]),
                             .import = imports.at(row.import)});
        }
    }
    return found;
}

}  // namespace tertius::store
