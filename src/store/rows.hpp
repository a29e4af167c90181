#pragma once

#include "connection.hpp"
#include "secret.hpp"
#include "stored_tables.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tertius::store {

/// One entry of a row: the id of a person or word, seconds, or the bits of a number; nothing where not recorded.
using Field = std::optional<std::int64_t>;

/// A row of records as it stands in the file.
struct StoredRow {
    std::int64_t id = 0;
    std::int64_t import = 0;
    std::vector<Field> fields;
};

/// What the people and words that rows name by their ids hash to: a row is sealed with these, so that neither the row
/// nor what it points to can change unseen.
class Names {
public:
    virtual ~Names() = default;
    /// Nothing if there is no such person or word.
    [[nodiscard]] virtual std::optional<std::uint64_t> hash(Kind kind, std::int64_t id) const = 0;
};

/// Collects what a row says, to be hashed: empty columns add nothing, so a column may be added to a table later.
class Content {
public:
    void start(std::uint64_t table)
    {
        parts_.clear();
        parts_.push_back(table);
    }
    void add(std::uint64_t part) { parts_.push_back(part); }
    void add(std::uint64_t column, std::uint64_t entry)
    {
        parts_.push_back(column);
        parts_.push_back(entry);
    }
    [[nodiscard]] std::span<const std::uint64_t> parts() const { return parts_; }

private:
    std::vector<std::uint64_t> parts_;
};

/// The number as it is stored: the two zeros are one.
[[nodiscard]] Field number_field(double number);
[[nodiscard]] double number_of(Field field);

/// Adds what the fields stand for; false if one names nobody.
bool add_fields(Content& content, const std::vector<StoredColumn>& columns, const std::vector<Field>& fields,
                const Names& names);

/// Reads the columns of a statement from `first` on.
void read_fields(const Statement& statement, int first, const std::vector<StoredColumn>& columns,
                 std::vector<Field>& fields);
void bind_fields(Statement& statement, int first, const std::vector<StoredColumn>& columns,
                 const std::vector<Field>& fields);

/// Reads rows of one table and knows one that is not what was written.
class RowReader {
public:
    RowReader(const Secret& secret, const StoredTable& table, const Names& names)
        : secret_(secret), table_(table), names_(names)
    {
    }
    /// SELECT ... FROM the table; a condition may follow.
    [[nodiscard]] std::string selection() const;
    /// The statement's row; false if it is not what was written.
    bool read(const Statement& statement, StoredRow& row);

private:
    const Secret& secret_;
    const StoredTable& table_;
    const Names& names_;
    Content content_;
};

/// Writes rows of one table.
class RowWriter {
public:
    RowWriter(Connection& connection, const StoredTable& table);

    struct Known {
        std::int64_t id = 0;
        std::int64_t import = 0;
        std::int64_t seal = 0;
    };
    [[nodiscard]] std::optional<Known> find(const Identity& identity);
    void add(const StoredRow& row, const Identity& identity, std::int64_t seal);
    /// All but its identity.
    void replace(const StoredRow& row, std::int64_t seal);

private:
    const StoredTable& table_;
    Statement find_, add_, replace_;
};

}  // namespace tertius::store
