#include "erasing.hpp"

#include "contents.hpp"
#include "erased_people.hpp"
#include "imports.hpp"
#include "incoming.hpp"
#include "mentions.hpp"
#include "owner.hpp"
#include "same_people.hpp"

#include <tertius/network/introduction_stage.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace tertius::store {

namespace {

using Ids = std::set<std::int64_t>;

std::size_t place_of(const std::vector<StoredColumn>& columns, std::string_view name)
{
    return static_cast<std::size_t>(std::ranges::find(columns, name, &StoredColumn::name) - columns.begin());
}

/// What those who are to be erased are called.
struct Called {
    std::vector<Key> keys;
    std::vector<std::string> aliases, names;
};

/// Everything that a store holds, while somebody is taken out of it.
class Erasing {
public:
    Erasing(Connection& connection, const Secret& secret, const Key& person)
        : connection_(connection),
          secret_(secret),
          directory_(connection, secret),
          same_people_(connection, secret, directory_),
          erased_(connection, secret),
          leaving_(same_people_.together_with(directory_.people().id(person))),
          contents_(connection, secret, Damaged::refuse,
                    [&](const Contents& so_far, const StoredPerson& read) { note_person(so_far, read); }),
          used_(contents_.words().size()),
          spotless_(contents_.words().size())
    {
    }

    Erased run()
    {
        note_what_they_are_called();
        for (const StoredTable& table : record_tables()) clear_rows(table);
        for (StoredPerson& person : staying_) clear(person);
        remove_people();
        const Replacement instead = [&](std::int64_t word) { return instead_of(word); };
        same_people_.replace_words(instead);
        Imports(connection_, secret_, directory_.words()).replace_words(instead);
        remove_unused_words();
        result_.words_redacted = instead_.size();
        return result_;
    }

private:
    void note_person(const Contents& so_far, const StoredPerson& person)
    {
        if (!leaving_.contains(person.id)) {
            staying_.push_back(person);
            return;
        }
        const auto word = [&](std::int64_t id) { return std::string(so_far.word(so_far.words().at(id))); };
        called_.keys.push_back(person.key);
        for (const std::int64_t alias : person.tags[aliases_]) called_.aliases.push_back(word(alias));
        if (const Field name = person.particulars[name_]) called_.names.push_back(word(*name));
    }

    void note_what_they_are_called()
    {
        for (const Key& key : called_.keys) {
            erased_.add_key(to_text(key));
            if (std::holds_alternative<std::string>(key)) erased_.add_mention(to_text(key));  // a number says nothing
        }
        for (const std::string& alias : called_.aliases) {
            if (!is_shared(alias)) erased_.add_key(alias);
            erased_.add_mention(alias);
        }
        for (const std::string& name : called_.names)
            if (tokens(name).size() > 1) erased_.add_mention(name);
    }

    /// Whether somebody who stays is called so too: it must not keep them out later.
    [[nodiscard]] bool is_shared(const std::string& alias) const
    {
        const std::string wanted = same_key(alias);
        return std::ranges::any_of(staying_, [&](const StoredPerson& person) {
            return same_key(to_text(person.key)) == wanted ||
                   std::ranges::any_of(person.tags[aliases_],
                                       [&](std::int64_t word) { return same_key(text_of(word)) == wanted; });
        });
    }

    [[nodiscard]] std::string_view text_of(std::int64_t word) const
    {
        return contents_.word(contents_.words().at(word));
    }

    /// Takes out the rows that name them in any role, and what the others say of them.
    void clear_rows(const StoredTable& table)
    {
        std::vector<std::int64_t> leaving;
        std::vector<StoredRow> redacted;
        for_each_row(connection_, secret_, table, contents_, Damaged::refuse, [&](StoredRow& row) {
            if (names_them(table, row)) {
                leaving.push_back(row.id);
                if (table.name == Introductions::name) note_cancelled(row.fields[table.place("outcome")]);
            } else if (redact(table, row)) {
                redacted.push_back(row);
            }
        });
        Statement remove(connection_, "DELETE FROM " + table.name + " WHERE id = ?");
        for (const std::int64_t id : leaving) remove.with(id).run();
        RowWriter writer(connection_, table);
        for (const StoredRow& row : redacted) writer.replace(row, seal(table, row));
        result_.records += leaving.size();
    }

    [[nodiscard]] bool names_them(const StoredTable& table, const StoredRow& row) const
    {
        for (std::size_t place = 0; place < table.columns.size(); ++place)
            if (table.columns[place].kind == Kind::person && leaving_.contains(row.fields[place].value_or(0)))
                return true;
        return false;
    }

    void note_cancelled(Field outcome)
    {
        if (!outcome) return;
        const bool was_open = is_under_way(introduction_stage(text_of(*outcome)));
        result_.introductions_cancelled += was_open ? 1 : 0;
    }

    bool redact(const StoredTable& table, StoredRow& row)
    {
        bool any = false;
        for (std::size_t place = 0; place < table.columns.size(); ++place)
            if (table.columns[place].kind == Kind::word) any |= redact(row.fields[place]);
        return any;
    }

    bool redact(Field& word)
    {
        const auto instead = word ? instead_of(*word) : std::nullopt;
        if (instead) word = instead;
        return instead.has_value();
    }

    std::int64_t seal(const StoredTable& table, const StoredRow& row)
    {
        Content content;
        content.start(table.tag);
        content.add(static_cast<std::uint64_t>(row.import));
        (void)add_fields(content, table.columns, row.fields, directory_);
        return secret_.seal(content.parts());
    }

    /// Everything but their name: that is theirs, whomever else it names.
    void clear(StoredPerson& person)
    {
        bool any = false;
        for (std::size_t place = 0; place < person.particulars.size(); ++place) {
            if (people_table().columns[place].kind != Kind::word) continue;
            Field& word = person.particulars[place];
            if (place != name_)
                any |= redact(word);
            else if (word)
                note_use(*word);
        }
        for (auto& tags : person.tags) any |= redact(tags);
        if (any) directory_.people().replace(person);
    }

    /// A tag that says nothing but who was erased goes.
    bool redact(std::vector<std::int64_t>& tags)
    {
        std::vector<std::int64_t> kept;
        bool any = false;
        for (const std::int64_t tag : tags) {
            Field word = tag;
            const bool is_redacted = redact(word);
            any |= is_redacted;
            if (!is_redacted || directory_.words().text(*word) != nothing_but_erased) kept.push_back(*word);
        }
        tags = std::move(kept);
        return any;
    }

    /// The word to stand for one that mentions them; nothing for any other, which is noted as used.
    std::optional<std::int64_t> instead_of(std::int64_t word)
    {
        const std::uint32_t place = contents_.words().at(word);
        if (spotless_[place]) return {};
        const auto known = instead_.find(word);
        if (known != instead_.end()) return known->second;
        const auto redacted = erased_.without_mentions(contents_.word(place));
        if (!redacted) {
            spotless_[place] = used_[place] = true;
            return {};
        }
        const std::int64_t instead = directory_.words().id(*redacted);
        note_use(instead);
        return instead_[word] = instead;
    }

    void note_use(std::int64_t word)
    {
        if (const auto place = contents_.words().find(word)) used_[*place] = true;  // else it is new
    }

    void remove_people()
    {
        same_people_.forget(leaving_);
        Owner(connection_, secret_, directory_).forget(leaving_);
        Statement untag(connection_, "DELETE FROM tags WHERE person = ?");
        Statement remove(connection_, "DELETE FROM people WHERE id = ?");
        for (const std::int64_t person : leaving_) {
            untag.with(person).run();
            remove.with(person).run();
        }
    }

    void remove_unused_words()
    {
        Statement remove(connection_, "DELETE FROM words WHERE id = ?");
        for (std::uint32_t place = 0; place < contents_.words().size(); ++place)
            if (!used_[place]) remove.with(contents_.words().id(place)).run();
    }

    Connection& connection_;
    const Secret& secret_;
    const std::size_t name_ = place_of(people_table().columns, "name");
    const std::size_t aliases_ = place_of(tag_columns(), "aliases");
    Directory directory_;
    SamePeople same_people_;
    ErasedPeople erased_;
    Ids leaving_;
    Called called_;
    std::vector<StoredPerson> staying_;
    Contents contents_;
    std::map<std::int64_t, std::int64_t> instead_;  ///< a word for each that mentions them
    std::vector<bool> used_;                        ///< by the words' places in the contents
    std::vector<bool> spotless_;                    ///< looked at, and mentions none of them
    Erased result_;
};

}  // namespace

Erased erase(OpenFile& file, const Key& person)
{
    Erased result;
    {
        Transaction whole(file.connection());
        result = Erasing(file.connection(), file.secret(), person).run();
        file.want_scrubbing();
        whole.commit();
    }
    file.scrub();
    return result;
}

}  // namespace tertius::store
