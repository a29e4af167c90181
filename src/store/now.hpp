#pragma once

#include <tertius/network/columns.hpp>

#include <chrono>

namespace tertius::store {

[[nodiscard]] inline Time now()
{
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace tertius::store
