#include "indexes.hpp"

#include "stored_tables.hpp"

#include <tertius/graph/random.hpp>

#include <algorithm>
#include <cstring>
#include <string>

namespace tertius::store {

namespace {

struct Index {
    std::string name, table, column;
};

std::vector<Index> all_indexes()
{
    std::vector<Index> indexes{{"words_by_hash", "words", "hash"},
                               {"sqlite_autoindex_people_1", "people", "key"},
                               {"sqlite_autoindex_same_people_1", "same_people", "other"}};
    for (const StoredTable& table : record_tables())
        indexes.push_back({table.name + "_by_identity", table.name, "identity"});
    return indexes;
}

/// An entry of an index as a number; 8 bytes of a longer one at a time.
std::uint64_t mixed(const Statement& row)
{
    auto mix = static_cast<std::uint64_t>(row.integer(1));
    if (row.is_integer(0)) return Random::mix(Random::mix(mix) ^ static_cast<std::uint64_t>(row.integer(0)));
    const Bytes bytes = row.bytes(0);
    for (std::size_t place = 0; place < bytes.size(); place += sizeof mix) {
        std::uint64_t part = 0;
        std::memcpy(&part, bytes.data() + place, std::min(sizeof part, bytes.size() - place));
        mix = Random::mix(mix) ^ part;
    }
    return Random::mix(mix);
}

/// Equal for two lists of the same entries, in whatever order.
std::uint64_t sum(Statement& rows)
{
    std::uint64_t sum = 0;
    while (rows.step()) sum += mixed(rows);
    return sum;
}

/// The entry before, to see that entries rise.
class Rising {
public:
    bool next(const Statement& row)
    {
        const std::int64_t id = row.integer(1);
        const bool is_number = row.is_integer(0);
        const std::int64_t number = is_number ? row.integer(0) : 0;
        const Bytes bytes = is_number ? Bytes() : row.bytes(0);
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        const bool rises = is_first_ || number_ < number || (number_ == number && text_ < text) ||
                           (number_ == number && text_ == text && id_ < id);
        is_first_ = false;
        number_ = number;
        text_ = text;
        id_ = id;
        return rises;
    }

private:
    bool is_first_ = true;
    std::int64_t number_ = 0, id_ = 0;
    std::string text_;
};

std::uint64_t sum_of_index(Connection& connection, const Index& index)
{
    Statement rows(connection, "SELECT " + index.column + ", id FROM " + index.table + " INDEXED BY " + index.name +
                                   " ORDER BY " + index.column + ", id");
    Rising rising;
    std::uint64_t sum = 0;
    while (rows.step()) {
        if (!rising.next(rows)) connection.refuse(index.name + " is out of order");
        sum += mixed(rows);
    }
    return sum;
}

}  // namespace

void check_indexes(Connection& connection)
{
    for (const Index& index : all_indexes()) {
        Statement rows(connection, "SELECT " + index.column + ", id FROM " + index.table + " NOT INDEXED");
        if (sum_of_index(connection, index) != sum(rows)) connection.refuse(index.name + " does not fit its table");
    }
}

}  // namespace tertius::store
