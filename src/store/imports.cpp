#include "imports.hpp"

namespace tertius::store {

Imports::Imports(Connection& connection, const Secret& secret, Words& words)
    : connection_(connection), secret_(secret), words_(words)
{
}

std::int64_t Imports::number(std::string_view source, const ImportNote& note)
{
    Row row{.source = word(source), .basis = word(note.basis), .time = note.time};
    Statement known(connection_, "SELECT id FROM imports WHERE source = ? AND basis = ? AND time = ?");
    known.with(row.source, row.basis, row.time);
    if (known.step()) return known.integer(0);
    row.id = connection_.number("SELECT coalesce(max(id), 0) + 1 FROM imports");
    Statement add(connection_, "INSERT INTO imports(id, source, basis, time, seal) VALUES (?, ?, ?, ?, ?)");
    add.with(row.id, row.source, row.basis, row.time, seal(row)).run();
    return row.id;
}

std::map<std::int64_t, Import> Imports::all()
{
    std::map<std::int64_t, Import> imports;
    for (const Row& row : rows())
        imports[row.id] = {.number = static_cast<std::uint64_t>(row.id),
                           .source = text(row.source),
                           .basis = text(row.basis),
                           .time = row.time};
    return imports;
}

void Imports::replace_words(const Replacement& instead)
{
    Statement replace(connection_, "UPDATE imports SET source = ?, basis = ?, seal = ? WHERE id = ?");
    for (Row row : rows()) {
        const auto source = row.source == 0 ? std::nullopt : instead(row.source);
        const auto basis = row.basis == 0 ? std::nullopt : instead(row.basis);
        if (!source && !basis) continue;
        row.source = source.value_or(row.source);
        row.basis = basis.value_or(row.basis);
        replace.with(row.source, row.basis, seal(row), row.id).run();
    }
}

std::vector<Imports::Row> Imports::rows()
{
    std::vector<Row> rows;
    Statement all(connection_, "SELECT id, source, basis, time, seal FROM imports ORDER BY id");
    while (all.step()) {
        rows.push_back({all.integer(0), all.integer(1), all.integer(2), all.integer(3)});
        if (seal(rows.back()) != all.integer(4))
            connection_.refuse("import " + std::to_string(rows.back().id) + " is not what was written");
    }
    return rows;
}

std::int64_t Imports::seal(const Row& row)
{
    const auto hash = [&](std::int64_t word) { return word == 0 ? 0 : words_.hash(word).value_or(0); };
    return secret_.seal(std::array<std::uint64_t, 5>{tag_of("imports"), static_cast<std::uint64_t>(row.id),
                                                     hash(row.source), hash(row.basis),
                                                     static_cast<std::uint64_t>(row.time)});
}

}  // namespace tertius::store
