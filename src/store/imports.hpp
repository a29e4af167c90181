#pragma once

#include "words.hpp"

#include <tertius/store/store.hpp>

#include <map>
#include <vector>

namespace tertius::store {

/// What the store remembers of each import.
class Imports {
public:
    Imports(Connection& connection, const Secret& secret, Words& words);

    /// Whatever was read from one source, on one ground, at one time is one import.
    [[nodiscard]] std::int64_t number(std::string_view source, const ImportNote& note);
    /// Without the numbers of their rows. Throws store.corrupt.
    [[nodiscard]] std::map<std::int64_t, Import> all();
    /// Takes other words for those that name somebody: by their ids.
    void replace_words(const Replacement& instead);

private:
    struct Row {
        std::int64_t id = 0;
        std::int64_t source = 0;  ///< a word; 0: none
        std::int64_t basis = 0;
        Time time = no_time;
    };
    [[nodiscard]] std::vector<Row> rows();
    [[nodiscard]] std::int64_t seal(const Row& row);
    [[nodiscard]] std::int64_t word(std::string_view text) { return text.empty() ? 0 : words_.id(text); }
    [[nodiscard]] std::string text(std::int64_t word) { return word == 0 ? std::string() : words_.text(word); }

    Connection& connection_;
    const Secret& secret_;
    Words& words_;
};

}  // namespace tertius::store
