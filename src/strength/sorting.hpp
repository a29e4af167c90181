#pragma once

#include <tertius/graph/detail/huge_pages.hpp>
#include <tertius/graph/parallel.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

namespace tertius::detail {

inline constexpr unsigned most_digit_bits = 11;  // 2048 buckets: as many lines of memory as can be written at a time

/// Sorts by one digit of the key, stably, from `records` to `sorted`.
template <class Record, class Key>
void sort_by_digit(std::span<const Record> records, Record* sorted, unsigned shift, unsigned bits, const Key& key)
{
    std::array<std::size_t, std::size_t{1} << most_digit_bits> next;
    const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
    std::fill_n(next.begin(), mask + 1, std::size_t{0});
    for (const Record& record : records) ++next[(key(record) >> shift) & mask];
    std::size_t place = 0;
    for (std::size_t digit = 0; digit <= mask; ++digit) place += std::exchange(next[digit], place);
    for (const Record& record : records) sorted[next[(key(record) >> shift) & mask]++] = record;
}

/// The bits in which the keys of some records differ.
template <class Record, class Key>
std::uint64_t differing_bits(std::span<const Record> records, const Key& key)
{
    std::uint64_t differing = 0;
    for (const Record& record : records) differing |= key(record) ^ key(records.front());
    return differing;
}

/// Sorts by a number of up to 64 bits, stably, digit by digit from the lowest; leaves out the bits that all share.
///
/// Requires  scratch as long as records.
/// Cost      O(n) for each 11 bits that differ.
template <class Record, class Key>
void sort_by_digits(std::span<Record> records, std::span<Record> scratch, const Key& key)
{
    constexpr std::size_t few = 24;
    const auto less = [&](const Record& a, const Record& b) { return key(a) < key(b); };
    if (std::ranges::is_sorted(records, less)) return;
    if (records.size() <= few) {
        for (auto next = records.begin() + 1; next != records.end(); ++next)
            std::rotate(std::upper_bound(records.begin(), next, *next, less), next, next + 1);
        return;
    }
    const std::uint64_t differing = differing_bits<Record>(records, key);
    const auto first = static_cast<unsigned>(std::countr_zero(differing));
    const unsigned width = static_cast<unsigned>(std::bit_width(differing)) - first;
    const unsigned passes = (width + most_digit_bits - 1) / most_digit_bits;
    const unsigned bits = (width + passes - 1) / passes;
    std::span<Record> from = records;
    std::span<Record> to = scratch;
    for (unsigned pass = 0; pass < passes; ++pass, std::swap(from, to))
        sort_by_digit(std::span<const Record>(from), to.data(), first + pass * bits, bits, key);
    if (from.data() != records.data()) std::copy(from.begin(), from.end(), records.begin());
}

/// Collects records for each bucket and writes them out a line of memory at a time: otherwise each would go to another
/// line, too many for the cache.
template <class Record>
class Scatter {
    static constexpr std::size_t in_line = std::max<std::size_t>(4, 64 / sizeof(Record));

public:
    Scatter(Record* records, std::size_t buckets) : records_(records), waiting_(new Record[buckets * in_line]) {}

    /// `next` says where each bucket's first record goes.
    void start(std::span<const std::size_t> next)
    {
        first_.assign(next.begin(), next.end());
        next_ = first_;
    }

    void put(std::size_t bucket, const Record& record)
    {
        const std::size_t place = next_[bucket]++;
        Record* waiting = waiting_.get() + bucket * in_line;
        waiting[place % in_line] = record;
        if (place % in_line + 1 == in_line) write(bucket, place + 1);
    }

    /// Writes out what still waits.
    void finish()
    {
        for (std::size_t bucket = 0; bucket < next_.size(); ++bucket)
            if (next_[bucket] % in_line != 0) write(bucket, next_[bucket]);
    }

private:
    /// The records of the line that ends at a place, those before the bucket's first left out.
    void write(std::size_t bucket, std::size_t end)
    {
        const std::size_t line = (end - 1) / in_line * in_line;
        const Record* waiting = waiting_.get() + bucket * in_line;
        if (line >= first_[bucket] && end - line == in_line)
            return void(std::memcpy(static_cast<void*>(records_ + line), waiting, sizeof(Record) * in_line));
        const std::size_t begin = std::max(line, first_[bucket]);
        std::copy(waiting + (begin - line), waiting + (end - line), records_ + begin);
    }

    Record* records_;
    std::unique_ptr<Record[]> waiting_;
    std::vector<std::size_t> first_, next_;
};

/// Records in buckets, in the order of the buckets; inside a bucket in the order in which they came.
template <class Record>
struct Buckets {
    UnwrittenColumn<Record> records;
    std::vector<std::size_t> starts;  ///< where each bucket begins, and one place more: the end

    [[nodiscard]] std::size_t size() const { return starts.size() - 1; }
    [[nodiscard]] std::span<Record> operator[](std::size_t bucket)
    {
        return {records.data() + starts[bucket], records.data() + starts[bucket + 1]};
    }
};

/// How far to shift numbers of so many bits to the right for so many records to fall into few enough buckets.
inline unsigned bucket_shift(unsigned key_bits, std::size_t rows)
{
    constexpr std::size_t in_bucket = std::size_t{1} << 13U;  // on average, at least
    const auto bits = static_cast<unsigned>(std::bit_width(rows / in_bucket));
    return key_bits - std::min({key_bits, bits, most_digit_bits});
}

/// Calls make(row) for each row and puts what it makes into bucket(row) < buckets. Both are copied: they are fastest
/// when they hold pointers, not references.
///
/// Cost  two passes over the rows, in parallel; the same for any number of threads.
template <class Record, class Make, class Bucket>
[[nodiscard]] Buckets<Record> partitioned(std::size_t rows, std::size_t buckets, const Bucket& bucket, const Make& make,
                                          const Execution& execution)
{
    const std::size_t grain = std::max(std::size_t{1} << 16U, 64 * buckets);
    const std::size_t pieces = (rows + grain - 1) / grain;
    std::vector<std::size_t> next(pieces * buckets, 0);  // where each piece's records of each bucket go
    parallel_for(execution, rows, grain, [&](std::size_t begin, std::size_t end) {
        std::size_t* counts = next.data() + begin / grain * buckets;
        const auto bucket_of = bucket;
        for (std::size_t row = begin; row < end; ++row) ++counts[bucket_of(row)];
    });
    Buckets<Record> result{UnwrittenColumn<Record>(rows), {}};
    std::size_t place = 0;
    for (std::size_t b = 0; b < buckets; ++b) {
        result.starts.push_back(place);
        for (std::size_t piece = 0; piece < pieces; ++piece) place += std::exchange(next[piece * buckets + b], place);
    }
    result.starts.push_back(place);
    PerThread<Scatter<Record>> scatters([&] { return Scatter<Record>(result.records.data(), buckets); });
    parallel_for(execution, rows, grain, [&](std::size_t begin, std::size_t end) {
        Scatter<Record>& scatter = scatters.local();
        scatter.start(std::span(next).subspan(begin / grain * buckets, buckets));
        const auto bucket_of = bucket;  // copies of this function's own: nothing written can change them
        const auto make_of = make;
        for (std::size_t row = begin; row < end; ++row) scatter.put(bucket_of(row), make_of(row));
        scatter.finish();
    });
    return result;
}

inline constexpr std::size_t wide = std::size_t{1} << 20U;  // more records than this are sorted by all threads

template <class Record, class Work, class... Keys>
void sort_each(Buckets<Record>& buckets, const Execution& execution, const Work& work, const Keys&... keys);

/// Sorts many records by a number, stably, in parallel: into buckets by the highest digit, then each bucket.
template <class Record, class Key>
void sort_widely(std::span<Record> records, const Execution& execution, const Key& key)
{
    const std::uint64_t differing = differing_bits<Record>(records, key);
    if (differing == 0) return;
    const auto width = static_cast<unsigned>(std::bit_width(differing));
    const unsigned shift = bucket_shift(width, records.size());
    const std::uint64_t mask = (std::uint64_t{1} << (width - shift)) - 1;
    auto buckets = partitioned<Record>(
        records.size(), mask + 1, [&](std::size_t row) { return (key(records[row]) >> shift) & mask; },
        [&](std::size_t row) { return records[row]; }, execution);
    const auto copy_back = [&](std::size_t bucket, std::span<Record> sorted, std::span<Record>) {
        std::ranges::copy(sorted, records.data() + buckets.starts[bucket]);
    };
    sort_each(buckets, execution, copy_back, key);
}

/// Sorts the records of each bucket by one key after the other, stably: the last one counts most. Calls then
/// work(bucket, records, scratch), scratch as long as the bucket.
template <class Record, class Work, class... Keys>
void sort_each(Buckets<Record>& buckets, const Execution& execution, const Work& work, const Keys&... keys)
{
    for (std::size_t bucket = 0; bucket < buckets.size(); ++bucket) {
        if (buckets[bucket].size() <= wide) continue;
        (sort_widely(buckets[bucket], execution, keys), ...);
        UnwrittenColumn<Record> scratch(buckets[bucket].size());
        work(bucket, buckets[bucket], std::span(scratch));
    }
    PerThread<UnwrittenColumn<Record>> scratches([] { return UnwrittenColumn<Record>(); });
    parallel_for(execution, buckets.size(), 1, [&](std::size_t bucket, std::size_t) {
        const std::span<Record> records = buckets[bucket];
        if (records.empty() || records.size() > wide) return;
        UnwrittenColumn<Record>& scratch = scratches.local();
        if (scratch.size() < records.size()) scratch.resize(records.size());
        const auto beside = std::span(scratch).first(records.size());
        (sort_by_digits(records, beside, keys), ...);
        work(bucket, records, beside);
    });
}

}  // namespace tertius::detail
