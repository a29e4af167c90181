#pragma once

#include "erased_people.hpp"
#include "people.hpp"

#include <tertius/network/network.hpp>

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace tertius::store {

/// Stands for a word that says nothing but who was erased.
inline constexpr std::string_view nothing_but_erased = "[erased]";

/// Somebody in a network that is appended.
struct IncomingPerson {
    std::uint64_t hash = 0;
    std::int64_t id = 0;     ///< in the file
    bool is_erased = false;  ///< left out, with all that names them
};

/// The distinct words of a column, each looked at once; its id is looked for when a row with it is written.
class IncomingWords {
public:
    struct Word {
        std::string_view text;
        std::uint64_t hash = 0;                 ///< as it came
        std::optional<std::string> redacted{};  ///< where it mentions somebody who was erased
        std::uint64_t kept_hash = 0;
        std::int64_t id = 0;  ///< 0: not looked for yet

        [[nodiscard]] std::string_view kept() const { return redacted ? *redacted : text; }
    };
    /// Without `erased`, everything is kept as it came.
    IncomingWords(const std::vector<std::string>& words, const Secret& secret, const ErasedPeople* erased);

    /// nullptr for "not recorded": no word, or an empty one.
    [[nodiscard]] const Word* find(std::uint32_t code) const;
    [[nodiscard]] std::int64_t id(std::uint32_t code, Words& words);
    /// Looks for the ids of many, in the order of the dictionary's index: far faster than one by one.
    void prepare(std::span<std::uint32_t> codes, Words& words);

private:
    std::vector<Word> words_;
};

/// A column of a network that is appended, row by row.
class IncomingColumn {
public:
    using Entry = std::optional<std::uint64_t>;

    virtual ~IncomingColumn() = default;
    /// What goes into the hash of the row as it came; nothing where not recorded.
    [[nodiscard]] virtual Entry told(std::size_t row) const = 0;
    /// The same of the row as it is kept.
    [[nodiscard]] virtual Entry kept(std::size_t row) const { return told(row); }
    /// Adds the words of these rows to the file's dictionary, where they are new.
    virtual void prepare(std::span<const std::size_t>) {}
    /// What is written into the file.
    [[nodiscard]] virtual Field field(std::size_t row) = 0;
    /// The word as it is kept; empty if it is not recorded, or no word.
    [[nodiscard]] virtual std::string_view text(std::size_t) const { return {}; }
};

/// What columns need to know of the file.
struct Border {
    const Secret& secret;
    const ErasedPeople& erased;
    Words& words;
    const std::vector<IncomingPerson>& people;
};

[[nodiscard]] std::unique_ptr<IncomingColumn> incoming(const PersonColumn& column, const Border& border);
[[nodiscard]] std::unique_ptr<IncomingColumn> incoming(const TypeColumn& column, const Border& border);
[[nodiscard]] std::unique_ptr<IncomingColumn> incoming(const WordColumn& column, const Border& border);
[[nodiscard]] std::unique_ptr<IncomingColumn> incoming(const TimeColumn& column, const Border& border);
[[nodiscard]] std::unique_ptr<IncomingColumn> incoming(const NumberColumn& column, const Border& border);
/// Names of people: they are their bearers', whomever else they may mention.
[[nodiscard]] std::unique_ptr<IncomingColumn> incoming_names(const WordColumn& column, const Border& border);

/// The columns of a table that were recorded, each at its place in the stored table.
struct PlacedColumn {
    std::size_t place;
    std::uint64_t tag;
    Kind kind;
    std::unique_ptr<IncomingColumn> column;
};

}  // namespace tertius::store
