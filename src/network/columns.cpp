#include <tertius/network/columns.hpp>
#include <tertius/network/keys.hpp>

#include <algorithm>

namespace tertius {

WordColumn::WordColumn(std::span<const std::string> rows)
{
    // The same coding as that of keys: sorted, so that it depends on the words alone.
    KeyColumn coded(Keys(std::vector<std::string>(rows.begin(), rows.end())));
    codes = std::move(coded.codes);
    words = std::move(std::get<std::vector<std::string>>(coded.keys));
    if (words.empty() || !words.front().empty()) return;
    words.erase(words.begin());  // the empty word sorts first
    for (std::uint32_t& code : codes) code = code == 0 ? no_word : code - 1;
}

TagColumn::TagColumn(std::span<const std::vector<std::string>> rows)
{
    std::vector<std::string> flat;
    offsets.push_back(0);
    for (const auto& tags : rows) {
        flat.insert(flat.end(), tags.begin(), tags.end());
        offsets.push_back(flat.size());
    }
    WordColumn coded{flat};
    codes = std::move(coded.codes);
    words = std::move(coded.words);
}

}  // namespace tertius
