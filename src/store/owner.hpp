#pragma once

#include "people.hpp"

#include <set>

namespace tertius::store {

/// Whose records the store holds: one person, or nobody in particular.
class Owner {
public:
    Owner(Connection& connection, const Secret& secret, Directory& directory);

    /// Nothing if it was never said, or they were erased. Throws store.corrupt.
    [[nodiscard]] std::optional<Key> key();
    /// Throws UnknownPerson.
    void replace(const Key& key);
    void forget(const std::set<std::int64_t>& people);

private:
    [[nodiscard]] std::int64_t seal(std::int64_t person);

    Connection& connection_;
    const Secret& secret_;
    Directory& directory_;
};

}  // namespace tertius::store
