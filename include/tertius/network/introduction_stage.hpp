#pragma once

#include <tertius/network/network.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tertius {

/// How far an introduction has come: proposed, agreed to by one after the other, made; or declined by one of them, or
/// withdrawn by one who had agreed.
enum class IntroductionStage : std::uint8_t {
    proposed,
    broker_agreed,
    a_agreed,
    b_agreed,
    introduced,
    declined,
    withdrawn
};

/// The stages' words in the column `outcome`, in their order.
inline constexpr std::array<std::string_view, 7> introduction_stages{
    "proposed", "broker_agreed", "a_agreed", "b_agreed", "introduced", "declined", "withdrawn"};

/// Whether it may still be made: it has neither been made nor come to an end.
[[nodiscard]] constexpr bool is_under_way(IntroductionStage stage)
{
    return stage < IntroductionStage::introduced;
}

/// The stage that a word in the column `outcome` stands for. Any other word, or none, is what came of an introduction
/// that was made.
[[nodiscard]] constexpr IntroductionStage introduction_stage(std::string_view outcome)
{
    for (std::size_t stage = 0; stage < introduction_stages.size(); ++stage)
        if (introduction_stages[stage] == outcome) return static_cast<IntroductionStage>(stage);
    return IntroductionStage::introduced;
}

/// The stage of one row of the introductions.
[[nodiscard]] inline IntroductionStage introduction_stage(const Introductions& introductions, std::size_t row)
{
    return introductions.outcome.empty() ? IntroductionStage::introduced
                                         : introduction_stage(introductions.outcome[row]);
}

/// Whether the introduction of that row has been made: neither asked for only nor declined or withdrawn.
[[nodiscard]] inline bool was_made(const Introductions& introductions, std::size_t row)
{
    return introduction_stage(introductions, row) == IntroductionStage::introduced;
}

}  // namespace tertius
