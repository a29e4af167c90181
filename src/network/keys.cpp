#include <tertius/graph/error.hpp>
#include <tertius/network/keys.hpp>

#include <algorithm>
#include <numeric>

namespace tertius {

namespace {

/// The places 0 .. size - 1, sorted by what stands there.
template <class Item>
std::vector<std::uint32_t> sorted_places(const std::vector<Item>& items)
{
    std::vector<std::uint32_t> places(items.size());
    std::iota(places.begin(), places.end(), 0U);
    std::ranges::sort(
        places, [&](std::uint32_t a, std::uint32_t b) { return items[a] != items[b] ? items[a] < items[b] : a < b; });
    return places;
}

template <class Item>
KeyColumn encoded(const std::vector<Item>& rows)
{
    std::vector<std::uint32_t> codes(rows.size());
    std::vector<Item> distinct;
    for (const std::uint32_t row : sorted_places(rows)) {
        if (distinct.empty() || distinct.back() != rows[row]) distinct.push_back(rows[row]);
        codes[row] = static_cast<std::uint32_t>(distinct.size() - 1);
    }
    return {std::move(codes), Keys(std::move(distinct))};
}

void check_key(std::size_t row, std::int64_t key)
{
    if (key < 0)
        throw InvalidInput("key.negative", "people row " + std::to_string(row) + ": key is " + std::to_string(key) +
                                               "; number keys must be >= 0");
}

void check_key(std::size_t row, const std::string& key)
{
    if (key.empty()) throw InvalidInput("key.missing", "people row " + std::to_string(row) + ": key is an empty text");
}

}  // namespace

std::size_t size(const Keys& keys)
{
    return std::visit([](const auto& items) { return items.size(); }, keys);
}

Key key_at(const Keys& keys, std::size_t place)
{
    return std::visit([&](const auto& items) { return Key(items[place]); }, keys);
}

std::string to_text(const Key& key)
{
    if (const auto* number = std::get_if<std::int64_t>(&key)) return std::to_string(*number);
    return std::get<std::string>(key);
}

KeyColumn::KeyColumn(Keys rows)
{
    *this = std::visit([](const auto& items) { return encoded(items); }, rows);
}

KeyIndex::KeyIndex(Keys keys) : keys_(std::move(keys))
{
    std::visit(
        [&](const auto& items) {
            order_ = sorted_places(items);
            for (std::size_t row = 0; row < items.size(); ++row) check_key(row, items[row]);
            for (std::size_t place = 1; place < order_.size(); ++place)
                if (items[order_[place]] == items[order_[place - 1]])
                    throw InvalidInput("key.repeated", "people row " + std::to_string(order_[place]) + ": key " +
                                                           to_text(items[order_[place]]) + " stands in row " +
                                                           std::to_string(order_[place - 1]) + " already");
        },
        keys_);
}

PersonId KeyIndex::find(const Key& key) const
{
    return std::visit(
        [&](const auto& items) -> PersonId {
            using Item = typename std::decay_t<decltype(items)>::value_type;
            const auto* wanted = std::get_if<Item>(&key);
            if (wanted == nullptr) return nobody;
            const auto found = std::ranges::lower_bound(order_, *wanted, {},
                                                        [&](PersonId person) -> const Item& { return items[person]; });
            return found != order_.end() && items[*found] == *wanted ? *found : nobody;
        },
        keys_);
}

}  // namespace tertius
