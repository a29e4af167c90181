#pragma once

#include <tertius/clusters/directed_modularity.hpp>

#include <atomic>

namespace tertius::detail {

// Masses are whole numbers whose sums are exact, so it does not matter which thread adds first.

inline void add_atomically(double& to, double mass)
{
    std::atomic_ref(to).fetch_add(mass, std::memory_order_relaxed);
}

inline void add_atomically(DirectedModularity::Mass& to, DirectedModularity::Mass mass)
{
    add_atomically(to.away, mass.away);
    add_atomically(to.towards, mass.towards);
}

}  // namespace tertius::detail
