#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/network/network.hpp>
#include <tertius/network/same_person.hpp>
#include <tertius/store/store_error.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tertius {

struct StoreOptions {
    bool create = true;  ///< make the file where there is none
    std::string vfs{};   ///< the SQLite file layer to go through; empty: the system's
};

/// Where records come from, and on what ground they may be kept.
struct ImportNote {
    std::string basis = "own records";      ///< consent, contract, own records ...
    Time time = no_time;                    ///< when they were read; now, if not given
    std::vector<SamePerson> same_people{};  ///< who in them is one person: kept in the same transaction
    std::optional<Key> owner{};             ///< whose records they are, if that is to be kept
};

/// What became of the rows that were appended.
struct Appended {
    std::size_t added = 0;                      ///< not known before
    std::size_t changed = 0;                    ///< known by their source's record, and told otherwise now
    std::size_t known = 0;                      ///< known already; nothing was done
    std::size_t suppressed = 0;                 ///< of somebody who was erased
    std::vector<std::size_t> new_interactions;  ///< the rows of the interactions that were added
};

/// One import, as the store remembers it.
struct Import {
    std::uint64_t number = 0;
    std::string source;  ///< as the rows name it
    std::string basis;
    Time time = no_time;
    std::size_t rows = 0;  ///< still in the store
};

/// Where one record about two people comes from.
struct Provenance {
    std::string table;
    Time time = no_time;  ///< of the record; no_time where it has none
    std::string source;
    double confidence = no_number;
    Import import;
};

/// What erasing a person took away.
struct Erased {
    std::size_t records = 0;
    std::size_t introductions_cancelled = 0;  ///< those of them that were still open
    std::size_t words_redacted = 0;           ///< what others' records said of them by key, alias or full name
};

/// Everything recorded of a network, kept in one file that survives crashes and forgets on request.
///
/// The file is an SQLite database of one owner: opened by one Store at a time, mode 0600. append() is one
/// transaction: it is all in the file, through the disk's cache, when the call returns, or not at all. A row is known
/// by source, record and people where it names a record, else by all it says and its place among equal ones: what is
/// appended twice is there once, and two equal rows of one log stay two. A row of a known record that tells something
/// else now takes the old one's place. People are filled up, never emptied.
///
/// After an error of the disk in a write the store answers nothing but `store.poisoned` until it is opened again: only
/// then is it known what was kept. After `store.full` in append(), unite() or part() nothing was written, and it works
/// on once there is room; in erase() the person may be gone, and the next call, or opening, does the rest first. A
/// store opened before a fork answers `store.forked` in the child. Not for several threads at once.
///
/// Throws  StoreError: store.locked (names the process that has it open), store.version (written by a newer
///         release; the file is left alone), store.corrupt (names what failed), store.not_a_store (left alone),
///         store.missing, store.io, store.full, store.poisoned, store.forked. InvalidInput: people's keys of two kinds.
///         UnknownPerson: an owner who is in no record.
class Store {
public:
    explicit Store(const std::filesystem::path& path, const StoreOptions& options = {});
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Cost  O(rows log n), n the rows in the store.
    Appended append(const Network& network, const ImportNote& note = {}, const Execution& execution = {});

    /// Everybody and all records, as they were told, in the order in which they came in.
    [[nodiscard]] Network apart(const Execution& execution = {}) const;
    /// The same with those who are one person as one.
    [[nodiscard]] Network network(const Execution& execution = {}) const;

    /// Whose records they are, as an import said last, by their key in network(); nobody once they were erased.
    [[nodiscard]] std::optional<Key> owner() const;

    /// Who is one person, and why; kept beside the records, so that part() undoes it.
    [[nodiscard]] std::vector<SamePerson> same_people() const;
    /// Decided now, where no time is given. Throws UnknownPerson; InvalidInput as united() does.
    void unite(std::span<const SamePerson> same);
    /// Throws UnknownPerson if `other` is not taken for anybody else.
    void part(const Key& other);

    /// Forgets a person, and whoever they are one with: no byte of their key, name or aliases stays in any file of the
    /// store. What named them is gone, introductions are cancelled without a trace, words of others that name them are
    /// redacted. A keyed hash stays, by which append() knows not to take them in again. Throws UnknownPerson. If the
    /// disk fails while the file is written anew, they are gone from its records; their bytes go when the store is
    /// opened again, and until then it is poisoned.
    /// Cost  O(the file), in time and memory.
    Erased erase(const Key& person);

    /// The records of everybody under names that mean nothing: keys by a hash whose key is drawn for this call and
    /// kept nowhere; no names, aliases, threads or messages; times by weeks; positions and other words of fewer than
    /// five people left out. Pseudonymous, not anonymous: the structure alone can tell who somebody is.
    [[nodiscard]] Network pseudonymised() const;

    [[nodiscard]] std::vector<Import> imports() const;
    /// Where each record between two people comes from. Throws UnknownPerson.
    [[nodiscard]] std::vector<Provenance> provenance(const Key& a, const Key& b) const;

    /// What the file was like when it was opened.
    enum class Condition : std::uint8_t {
        closed,           ///< new, or closed in order
        recovered,        ///< left open by a crash; every acknowledged record is there
        journal_missing,  ///< copied without its journal: records since the last checkpoint may be missing
    };
    [[nodiscard]] Condition condition() const;
    [[nodiscard]] const std::filesystem::path& path() const;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// What can still be read of a damaged store, and how many rows could not.
struct Salvaged {
    Network network;
    std::size_t rows_lost = 0;
};
[[nodiscard]] Salvaged salvaged(const std::filesystem::path& path, const StoreOptions& options = {});

}  // namespace tertius
