#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/faded_contacts.hpp>

#include "large_vector.hpp"
#include "log_span.hpp"
#include "seconds_between.hpp"
#include "sorting.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <string>

namespace tertius {

namespace {

using detail::seconds_in_day;

/// What is left of a contact after so many seconds: a product of three numbers from tables that the nearest cache
/// holds, one for each part of its age. An exponential for each contact would take longer than all the rest.
class Fading {
public:
    Fading(double half_life, std::uint64_t oldest) : half_life_(half_life)
    {
        for (std::size_t part = 0; part < parts; ++part) {
            low_[part] = left_after(part);
            middle_[part] = left_after(part << bits);
        }
        const std::uint64_t last = std::min(oldest >> (2 * bits), most_high);
        for (std::uint64_t part = 0; part <= last && left_after(part << (2 * bits)) >= least; ++part)
            high_.push_back(left_after(part << (2 * bits)));
    }

    [[nodiscard]] float operator()(std::uint64_t age) const
    {
        const std::uint64_t high = age >> (2 * bits);
        const double left =
            high < high_.size() ? high_[high] * middle_[(age >> bits) % parts] * low_[age % parts] : left_after(age);
        return left < least ? 0 : static_cast<float>(left);
    }

private:
    static constexpr unsigned bits = 10;
    static constexpr std::uint64_t parts = 1U << bits;
    static constexpr std::uint64_t most_high = 1U << 16U;               // 2000 years; rarely are contacts older
    static constexpr double least = std::numeric_limits<float>::min();  // below it numbers are slow and coarse

    [[nodiscard]] double left_after(std::uint64_t age) const
    {
        return std::exp2(-static_cast<double>(age) / half_life_);
    }

    double half_life_;
    std::array<double, parts> low_{}, middle_{};
    std::vector<double> high_;
};

/// One contact inside a bucket: the part of the pair that the bucket leaves open, and what is left of the contact.
template <class Pair>
struct Left {
    Pair pair;
    float left;
};

/// A pair as one number, and back.
struct PairNumber {
    unsigned person_bits;

    [[nodiscard]] std::uint64_t operator()(std::uint64_t from, PersonId to) const { return (from << person_bits) | to; }
    [[nodiscard]] PersonId from(std::uint64_t pair) const { return static_cast<PersonId>(pair >> person_bits); }
    [[nodiscard]] PersonId to(std::uint64_t pair) const
    {
        return static_cast<PersonId>(pair & ((std::uint64_t{1} << person_bits) - 1));
    }
};

/// Which of a log's events are asked for, how they fade, and into which bucket they go.
struct Question {
    const PersonId* from;
    const PersonId* to;
    const Time* time;
    std::size_t rows;
    Time at;
    const Fading* fading;
    PairNumber number;
    unsigned shift;  ///< of a pair's number to its bucket
    std::size_t buckets;

    [[nodiscard]] std::uint64_t pair(std::size_t row) const { return number(from[row], to[row]); }
    /// One bucket more for what comes after the moment.
    [[nodiscard]] std::size_t bucket(std::size_t row) const { return time[row] <= at ? pair(row) >> shift : buckets; }
    [[nodiscard]] float left(std::size_t row) const { return (*fading)(detail::seconds_between(time[row], at)); }
};

/// What is left of one pair's contacts.
template <class Pair>
struct Sum {
    Pair pair;
    double faded;
};

/// Adds up contacts by pair. The table holds places alone, the sums stand close together beside it: both stay in the
/// cache for a bucket's contacts.
template <class Pair>
class Sums {
public:
    void add(const Left<Pair>& contact)
    {
        Slot& slot = slots_[place_of(contact.pair)];
        if (slot.sum != none) {
            sums_[slot.sum].faded += contact.left;
            return;
        }
        slot = {contact.pair, static_cast<Pair>(sums_.size())};
        sums_.push_back({contact.pair, contact.left});
        if (2 * sums_.size() > slots_.size()) grow();
    }

    /// The sums so far, sorted by pair; the next ones start from nothing.
    [[nodiscard]] detail::UnwrittenColumn<Sum<Pair>> taken()
    {
        scratch_.resize(sums_.size());
        detail::sort_by_digits(std::span(sums_), std::span(scratch_),
                               [](const Sum<Pair>& sum) { return std::uint64_t{sum.pair}; });
        detail::UnwrittenColumn<Sum<Pair>> result(sums_.begin(), sums_.end());
        sums_.clear();
        std::ranges::fill(slots_, Slot{});
        return result;
    }

private:
    static constexpr Pair none = std::numeric_limits<Pair>::max();  // a bucket has fewer pairs
    struct Slot {
        Pair pair = 0;
        Pair sum = none;
    };

    static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;  // spreads what comes in steps evenly

    [[nodiscard]] std::size_t place_of(Pair pair) const
    {
        const std::size_t mask = slots_.size() - 1;
        std::size_t place = (pair * golden >> 32U) & mask;
        while (slots_[place].sum != none && slots_[place].pair != pair) place = (place + 1) & mask;
        return place;
    }

    void grow()
    {
        slots_.assign(2 * slots_.size(), Slot{});
        for (std::size_t sum = 0; sum < sums_.size(); ++sum)
            slots_[place_of(sums_[sum].pair)] = {sums_[sum].pair, static_cast<Pair>(sum)};
    }

    std::vector<Slot> slots_{std::vector<Slot>(std::size_t{1} << 10U)};
    detail::UnwrittenColumn<Sum<Pair>> sums_, scratch_;
};

/// The contacts of a log in buckets of pairs.
template <class Pair>
detail::Buckets<Left<Pair>> in_buckets(const Question& asked, const Execution& execution)
{
    const std::uint64_t open = (std::uint64_t{1} << asked.shift) - 1;
    return detail::partitioned<Left<Pair>>(
        asked.rows, asked.buckets + 1, [asked](std::size_t row) { return asked.bucket(row); },
        [asked, open](std::size_t row) {
            return Left<Pair>{static_cast<Pair>(asked.pair(row) & open), asked.left(row)};
        },
        execution);
}

template <class Pair>
void add_up(const Question& asked, FadedContacts& result, const Execution& execution)
{
    auto contacts = in_buckets<Pair>(asked, execution);
    std::vector<detail::UnwrittenColumn<Sum<Pair>>> sums(asked.buckets);
    PerThread<Sums<Pair>> tables([] { return Sums<Pair>(); });
    parallel_for(execution, asked.buckets, 1, [&](std::size_t bucket, std::size_t) {
        Sums<Pair>& table = tables.local();
        for (const Left<Pair>& contact : contacts[bucket]) table.add(contact);
        sums[bucket] = table.taken();
    });
    std::vector<std::size_t> places;  // of each bucket's first pair in the result
    places.reserve(sums.size());
    std::size_t pairs = 0;
    for (const auto& in_bucket : sums) places.push_back(std::exchange(pairs, pairs + in_bucket.size()));
    result.from = detail::large_vector<PersonId>(pairs, execution);
    result.to = detail::large_vector<PersonId>(pairs, execution);
    result.faded = detail::large_vector<double>(pairs, execution);
    parallel_for(execution, asked.buckets, 1, [&](std::size_t bucket, std::size_t) {
        std::size_t place = places[bucket];
        for (const Sum<Pair>& sum : sums[bucket]) {
            const std::uint64_t pair = (std::uint64_t{bucket} << asked.shift) | sum.pair;
            result.from[place] = asked.number.from(pair);
            result.to[place] = asked.number.to(pair);
            result.faded[place++] = sum.faded;
        }
    });
}

}  // namespace

FadedContacts faded_contacts(const Interactions& interactions, const FadingOptions& options)
{
    if (!(options.half_life_days > 0) || std::isinf(options.half_life_days))
        throw InvalidOption("option.half_life_days",
                            "half_life_days is " + std::to_string(options.half_life_days) + "; must be finite and > 0");
    const auto span = detail::span_of(interactions, options.execution);
    FadedContacts result{{}, {}, {}, options.at != no_time ? options.at : span.last, options.half_life_days};
    if (interactions.time.empty() || span.first > result.at) return result;
    const unsigned bits = 2 * span.person_bits();
    const unsigned shift = std::min(detail::bucket_shift(bits, interactions.time.size()), 63U);
    const Fading fading(options.half_life_days * seconds_in_day, detail::seconds_between(span.first, result.at));
    const Question asked{.from = interactions.from.data(),
                         .to = interactions.to.data(),
                         .time = interactions.time.data(),
                         .rows = interactions.time.size(),
                         .at = result.at,
                         .fading = &fading,
                         .number = {span.person_bits()},
                         .shift = shift,
                         .buckets = std::size_t{1} << (bits - shift)};
    if (shift <= 32)
        add_up<std::uint32_t>(asked, result, options.execution);
    else
        add_up<std::uint64_t>(asked, result, options.execution);
    return result;
}

}  // namespace tertius
