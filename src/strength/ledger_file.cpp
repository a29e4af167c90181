#include <tertius/strength/tie_ledger.hpp>

#include "history_fields.hpp"
#include "settling.hpp"

#include <boost/crc.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

// A ledger's file: the name, the version, then options, state, ties by pair, waiting events by time, and the CRC-32 of
// all that. Numbers have their lowest byte first; how many ties and events follow is never trusted, only counted.

namespace tertius {

namespace {

constexpr std::string_view file_name = "tertius ledger\r\n\x1a\n";  // a transfer as text would change it
constexpr std::uint32_t version = 1;

template <class Number>
using Bits = std::conditional_t<sizeof(Number) == 1, std::uint8_t,
                                std::conditional_t<sizeof(Number) == 4, std::uint32_t, std::uint64_t>>;

[[noreturn]] void refuse(const char* code, const std::string& what)
{
    throw InvalidInput(code, "ledger file: " + what);
}

/// Writes numbers and keeps the sum of their bytes.
class Writer {
public:
    explicit Writer(std::ostream& out) : out_(out) {}

    void text(std::string_view bytes)
    {
        sum_.process_bytes(bytes.data(), bytes.size());
        out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }

    template <class Number>
    void operator()(Number number)
    {
        auto bits = std::bit_cast<Bits<Number>>(number);
        std::array<char, sizeof(Number)> bytes;
        for (char& byte : bytes) {
            byte = static_cast<char>(bits & 0xffU);
            if constexpr (sizeof(Number) > 1) bits >>= 8U;
        }
        text({bytes.data(), bytes.size()});
    }

    [[nodiscard]] std::uint32_t sum() const { return sum_.checksum(); }

private:
    std::ostream& out_;
    boost::crc_32_type sum_;
};

}  // namespace

/// Reads numbers and keeps the sum of their bytes.
class TieLedger::Reader {
public:
    explicit Reader(std::istream& in) : in_(in) {}

    [[nodiscard]] TieLedger ledger()
    {
        std::array<char, file_name.size()> name{};
        bytes(name.data(), name.size());
        if (std::string_view(name.data(), name.size()) != file_name) refuse("ledger.unknown", "is not one");
        if (const auto found = number<std::uint32_t>(); found != version)
            refuse("ledger.version", "is of version " + std::to_string(found) + "; this release reads version " +
                                         std::to_string(version));
        TieLedger result = with_options();
        result.last_ = number<Time>();
        result.settled_ = number<Time>();
        result.dropped_ = number<std::uint64_t>();
        result.move_window();
        if (result.settled_ != no_time && !result.is_late(result.settled_)) refuse_damage("settled too much");
        read_ties(result);
        read_waiting(result);
        const std::uint32_t expected = sum_.checksum();
        if (number<std::uint32_t>() != expected) refuse_damage("its checksum is wrong");
        return result;
    }

private:
    [[noreturn]] static void refuse_damage(const std::string& what) { refuse("ledger.damaged", "is damaged: " + what); }

    TieLedger with_options()
    {
        const auto days = number<double>();
        const auto late = number<std::uint8_t>();
        const auto duplicates = number<std::uint8_t>();
        if (!(days >= 0 && days <= std::numeric_limits<double>::max()) || late > 1 || duplicates > 1)
            refuse_damage("an option is outside its range");
        return TieLedger({days, static_cast<LateEvents>(late), static_cast<Duplicates>(duplicates)});
    }

    void read_ties(TieLedger& result)
    {
        std::uint64_t former = 0;
        const auto ties = number<std::uint64_t>();
        Time last = no_time;
        for (std::uint64_t tie = 0; tie < ties; ++tie) {
            const auto low = number<PersonId>();
            const auto high = number<PersonId>();
            const std::uint64_t pair = (std::uint64_t{low} << 32U) | high;
            if (low >= high || high == nobody || pair <= former) refuse_damage("its ties are not in order");
            former = pair;
            TieHistory history;
            detail::HistoryFields::visit(history, [&](auto& field) { read(field); });
            if (!detail::HistoryFields::can_be(history, result.settled_))
                refuse_damage("tie " + std::to_string(tie) + " cannot have been");
            last = std::max(last, history.last_time());
            result.store_.make_room(1);
            result.store_[result.store_.place_of(low, high, detail::HistoryStore::hash(low, high))].history = history;
            result.highest_ = std::max(result.highest_, high);
        }
        if (last != result.settled_) refuse_damage("the last settled event is none of a tie's");
    }

    void read_waiting(TieLedger& result)
    {
        const auto key = [](const detail::Sent& event) { return std::tuple(event.time, event.from, event.to); };
        const auto events = number<std::uint64_t>();
        for (std::uint64_t place = 0; place < events; ++place) {
            detail::Sent event{};
            event.time = number<Time>();
            event.from = number<PersonId>();
            event.to = number<PersonId>();
            const bool in_order = result.waiting_.empty() || key(result.waiting_.back()) <= key(event);
            if (!in_order || event.from == event.to || std::max(event.from, event.to) == nobody ||
                result.is_late(event.time) || event.time > result.last_)
                refuse_damage("waiting event " + std::to_string(place) + " cannot have been");
            result.waiting_.push_back(event);
            result.highest_ = std::max({result.highest_, event.from, event.to});
        }
        const Time last = result.waiting_.empty() ? no_time : result.waiting_.back().time;
        if (last != result.last_) refuse_damage("its last event is missing");
        result.settle_at_ = std::max(result.settle_at_, 2 * result.waiting_.size());
    }

    void bytes(char* first, std::size_t count)
    {
        if (!in_.read(first, static_cast<std::streamsize>(count))) refuse("ledger.cut_short", "is cut short");
        sum_.process_bytes(first, count);
    }

    template <class Number>
    [[nodiscard]] Number number()
    {
        std::array<char, sizeof(Number)> raw;
        bytes(raw.data(), raw.size());
        Bits<Number> bits = 0;
        for (std::size_t place = raw.size(); place-- > 0;)
            bits = static_cast<Bits<Number>>(static_cast<std::uint64_t>(bits) << 8U |
                                             static_cast<unsigned char>(raw[place]));
        return std::bit_cast<Number>(bits);
    }

    template <class Number>
    void read(Number& field)
    {
        field = number<Number>();
    }

    void read(bool& field)
    {
        const auto byte = number<std::uint8_t>();
        if (byte > 1) refuse_damage("a direction is neither");
        field = byte == 1;
    }

    std::istream& in_;
    boost::crc_32_type sum_;
};

void TieLedger::save(std::ostream& out)
{
    settle();
    detail::sort_events(waiting_, options_.duplicates);
    Writer write(out);
    write.text(file_name);
    write(version);
    write(options_.window_days);
    write(static_cast<std::uint8_t>(options_.late));
    write(static_cast<std::uint8_t>(options_.duplicates));
    write(last_);
    write(settled_);
    write(dropped_);
    write(std::uint64_t{store_.size()});
    for (const HistoryOfPair* pair : store_.by_pair()) {
        write(pair->low);
        write(pair->high);
        detail::HistoryFields::visit(pair->history, write);
    }
    write(std::uint64_t{waiting_.size()});
    for (const detail::Sent& event : waiting_) {
        write(event.time);
        write(event.from);
        write(event.to);
    }
    write(write.sum());
}

TieLedger TieLedger::load(std::istream& in)
{
    return Reader(in).ledger();
}

}  // namespace tertius
