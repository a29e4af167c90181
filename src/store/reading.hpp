#pragma once

#include "contents.hpp"

#include <tertius/network/network.hpp>

namespace tertius::store {

struct Read {
    Network network;
    std::size_t rows_lost = 0;
};

/// Everybody and all records, in the order in which they came in.
[[nodiscard]] Read read_network(Connection& connection, const Secret& secret, Damaged damaged = Damaged::refuse);

}  // namespace tertius::store
