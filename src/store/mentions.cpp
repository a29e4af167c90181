#include "mentions.hpp"

#include <cstdint>

namespace tertius::store {

namespace {

bool is_blank(char letter)
{
    return letter == ' ' || (letter >= '\t' && letter <= '\r');
}

bool is_of_a_token(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_' || static_cast<unsigned char>(letter) >= 0x80;
}

/// The small letter for a capital one whose two bytes stand for `letter`; itself for any other.
std::uint32_t lower_case(std::uint32_t letter)
{
    const auto among = [&](std::uint32_t first, std::uint32_t last) { return letter >= first && letter <= last; };
    if (among(0xC0, 0xDE) && letter != 0xD7) return letter + 32;                                    // Latin 1
    if (among(0x100, 0x137) || among(0x14A, 0x177)) return letter == 0x130 ? letter : letter | 1U;  // Latin extended
    if ((among(0x139, 0x148) || among(0x179, 0x17E)) && letter % 2 == 1) return letter + 1;
    if (letter == 0x178) return 0xFF;
    if (among(0x391, 0x3A9)) return letter + 32;  // Greek
    if (among(0x400, 0x40F)) return letter + 80;  // Cyrillic
    if (among(0x410, 0x42F)) return letter + 32;
    return letter;
}

}  // namespace

std::string lower_case(std::string_view text)
{
    std::string result(text);
    for (std::size_t place = 0; place < result.size(); ++place) {
        const auto first = static_cast<unsigned char>(result[place]);
        if (first >= 'A' && first <= 'Z') {
            result[place] = static_cast<char>(first + 32);
        } else if (first >= 0xC3 && first <= 0xDF && place + 1 < result.size()) {
            const auto second = static_cast<unsigned char>(result[place + 1]);
            if ((second & 0xC0U) != 0x80) continue;  // no UTF-8
            const std::uint32_t letter =
                lower_case(static_cast<std::uint32_t>((first & 0x1FU) << 6U | (second & 0x3FU)));
            result[place] = static_cast<char>(0xC0U | letter >> 6U);
            result[++place] = static_cast<char>(0x80U | (letter & 0x3FU));
        }
    }
    return result;
}

std::string same_key(std::string_view text)
{
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return lower_case(text);
}

std::vector<Token> tokens(std::string_view text)
{
    std::vector<Token> found;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (!is_of_a_token(text[place])) continue;
        const std::size_t begin = place;
        while (place < text.size() && is_of_a_token(text[place])) ++place;
        found.push_back({begin, place});
    }
    return found;
}

std::string as_mentioned(std::string_view text)
{
    const std::vector<Token> found = tokens(text);
    if (found.empty()) return {};
    std::string mention;
    for (const char letter : text.substr(found.front().begin, found.back().end - found.front().begin))
        if (!is_blank(letter))
            mention += letter;
        else if (mention.back() != ' ')
            mention += ' ';
    return lower_case(mention);
}

}  // namespace tertius::store
