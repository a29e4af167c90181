#pragma once

#include "people.hpp"
#include "scan.hpp"

#include <functional>

namespace tertius::store {

/// Ids in rising order, and the place of each: nearly always one less than the id, less what was erased before it.
class Places {
public:
    void add(std::int64_t id) { ids_.push_back(id); }
    [[nodiscard]] std::optional<std::uint32_t> find(std::int64_t id) const
    {
        const auto place = static_cast<std::uint64_t>(id) - 1;
        if (place < ids_.size() && ids_[place] == id) return static_cast<std::uint32_t>(place);
        return find_before(id);
    }
    /// Of an id that is known to be there.
    [[nodiscard]] std::uint32_t at(std::int64_t id) const;
    [[nodiscard]] std::int64_t id(std::uint32_t place) const { return ids_[place]; }
    [[nodiscard]] std::size_t size() const { return ids_.size(); }

private:
    [[nodiscard]] std::optional<std::uint32_t> find_before(std::int64_t id) const;

    std::vector<std::int64_t> ids_;
};

/// All words and people of a store: what a call needs that reads everything.
class Contents : public Names {
public:
    using PersonVisit = std::function<void(const Contents& so_far, const StoredPerson& person)>;

    /// Calls on_person for each person, in their order.
    Contents(Connection& connection, const Secret& secret, Damaged damaged, const PersonVisit& on_person = {});

    [[nodiscard]] std::optional<std::uint64_t> hash(Kind kind, std::int64_t id) const override;

    [[nodiscard]] const Places& words() const { return words_; }
    [[nodiscard]] std::string_view word(std::uint32_t place) const;
    [[nodiscard]] const Places& people() const { return people_; }
    [[nodiscard]] const Keys& keys() const { return keys_; }
    /// How many people could not be read.
    [[nodiscard]] std::size_t lost() const { return lost_; }

private:
    void read_words(Connection& connection, const Secret& secret, Damaged damaged);
    void add_key(const Key& key);

    Places words_, people_;
    std::string letters_;  // of all words, one behind the other
    std::vector<std::size_t> ends_;
    std::vector<std::uint64_t> word_hashes_, key_hashes_;
    Keys keys_;
    std::size_t lost_ = 0;
};

/// Calls visit(row) for each row of a table, in their order. Returns how many were skipped.
std::size_t for_each_row(Connection& connection, const Secret& secret, const StoredTable& table, const Names& names,
                         Damaged damaged, const auto& visit)
{
    RowReader reader(secret, table, names);
    StoredRow row;
    return scan(connection, table.name, table.name + "_by_identity", reader.selection(), damaged,
                [&](const Statement& statement) {
                    if (!reader.read(statement, row)) return false;
                    visit(row);
                    return true;
                });
}

}  // namespace tertius::store
