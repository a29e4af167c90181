#pragma once

#include "rounded_score.hpp"

#include <tertius/introductions/people_to_meet.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tertius {

/// The best of those whom a person could meet, at most `limit`, in a heap with the worst of them on top.
class BestStrangers {
public:
    explicit BestStrangers(std::size_t limit) : limit_(limit) {}

    /// The score below which nobody else is kept; 0 while there is room.
    [[nodiscard]] double least() const { return best_.size() == limit_ ? best_.front().score : 0; }

    /// Keeps somebody, if they are among the best so far.
    void consider(PersonToMeet stranger)
    {
        stranger.score = rounded_score(stranger.score);
        if (stranger.score < least() || !(stranger.score > 0)) return;
        if (best_.size() == limit_) {
            if (!comes_first(stranger, best_.front())) return;
            std::ranges::pop_heap(best_, comes_first);
            best_.pop_back();
        }
        best_.push_back(stranger);
        std::ranges::push_heap(best_, comes_first);
    }

    /// Writes the best by falling score, equals by number, returns where they end, and forgets them.
    template <class Rows>
    Rows write(Rows row)
    {
        std::ranges::sort_heap(best_, comes_first);
        row = std::ranges::copy(best_, row).out;
        best_.clear();
        return row;
    }

private:
    static constexpr auto comes_first = [](const PersonToMeet& a, const PersonToMeet& b) {
        return a.score != b.score ? a.score > b.score : a.other < b.other;
    };

    std::size_t limit_;
    std::vector<PersonToMeet> best_;
};

}  // namespace tertius
