#pragma once

#include <tertius/upkeep/tips.hpp>

#include <cstdint>
#include <string>

namespace tertius::detail {

/// How somebody stands to a tip.
enum class Standing : std::uint8_t { followed, neglected, unknown };

/// What a sentence of advice may speak of.
struct AdviceFacts {
    Standing standing = Standing::unknown;
    bool overall = false;  ///< of all ties; the alter is then the one that counts most
    std::string alter;     ///< whom to name; empty: nobody is known
    std::string stranger;  ///< another contact, of whom no contact with the alter is on record; empty: there is none
    std::uint64_t kept = 0;
    std::uint64_t of = 0;
};

/// One sentence to the person themselves: to go on where the tip is followed, what to do where it is neglected, and
/// where it is unknown which records would show it.
[[nodiscard]] std::string advice(Tip tip, const AdviceFacts& facts);

}  // namespace tertius::detail
