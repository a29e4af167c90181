#include <tertius/introductions/help.hpp>
#include <tertius/network/detail/folded_word.hpp>

#include "numbered_columns.hpp"

#include <unordered_map>

namespace tertius {

namespace {

/// Numbers the words of several columns so that one word has one number.
class WordList {
public:
    explicit WordList(std::vector<std::string>& words) : words_(words) {}

    detail::NumberedColumn add(const TagColumn& column)
    {
        detail::NumberedColumn numbered{&column, {}};
        for (const auto& word : column.words) {
            const auto next = static_cast<std::uint32_t>(words_.size());
            const auto [found, is_new] = numbers_.emplace(detail::folded_word(word), next);
            if (is_new) words_.push_back(word);
            numbered.number.push_back(found->second);
        }
        return numbered;
    }

private:
    std::vector<std::string>& words_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

}  // namespace

Help::Help(const Network& network)
{
    const People& people = network.people();
    WordList list(words_);
    const auto needs = list.add(people.needs);
    const auto offers = list.add(people.offers);
    const auto skills = list.add(people.skills);
    needs_ = detail::tag_rows(network.size(), {&needs});
    provided_ = detail::tag_rows(network.size(), {&offers, &skills});
    rarity_ = detail::rarities(provided_, words_.size());
}

}  // namespace tertius
