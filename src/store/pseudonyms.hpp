#pragma once

#include <tertius/network/network.hpp>

namespace tertius::store {

/// The network under names that mean nothing. See Store::pseudonymised().
[[nodiscard]] Network pseudonymised(const Network& network);

}  // namespace tertius::store
