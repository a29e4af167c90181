#pragma once

#include <tertius/network/network.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tertius::test {

/// Whom the diary is about. Zoe goes by two addresses.
struct DiaryPerson {
    const char* key;
    const char* name;
};
inline constexpr std::array<DiaryPerson, 8> diary_people{{{"ada@acme.example", "Ada Abel"},
                                                          {"ben@acme.example", "Ben Bode"},
                                                          {"cem@initech.example", "Cem Cakir"},
                                                          {"dee@initech.example", "Dee Dorn"},
                                                          {"eve@umbra.example", "Eve Engel"},
                                                          {"fay@umbra.example", "Fay Fuchs"},
                                                          {"zoe@quill.example", "Zoe Quill"},
                                                          {"zq@mail.example", "Zoe Quill"}}};

/// What of Zoe must not be found once she is erased: the beginnings and ends of her keys and her name.
inline constexpr std::array<const char*, 4> zoes_words{"zoe@", "@quill", "zq@mail", "Zoe"};

/// Whether something of Zoe is in a text, or in the bytes of a file.
inline bool names_zoe(std::string_view bytes)
{
    return std::ranges::any_of(zoes_words,
                               [&](const char* word) { return bytes.find(word) != std::string_view::npos; });
}

/// Interactions first ... first + count - 1 of an endless diary: each number always says the same, and no two say the
/// same. Who meets whom changes from entry to entry; `without_zoe`: she is in none of them.
inline Network diary(std::size_t first, std::size_t count, bool without_zoe = false)
{
    const std::size_t people = without_zoe ? 6 : 8;
    NetworkRecords records;
    std::vector<std::uint32_t> from, to;
    std::vector<std::string> keys, names, kinds, marks;
    for (std::size_t person = 0; person < people; ++person) {
        keys.emplace_back(diary_people[person].key);
        names.emplace_back(diary_people[person].name);
    }
    for (std::size_t entry = first; entry < first + count; ++entry) {
        from.push_back(static_cast<std::uint32_t>(entry % people));
        to.push_back(static_cast<std::uint32_t>((entry + 1 + entry / people % (people - 1)) % people));
        records.interactions.time.push_back(1'600'000'000 + static_cast<Time>(entry) * 60);
        records.interactions.minutes.push_back(static_cast<double>(entry % 90));
        kinds.push_back(entry % 3 == 0 ? "call" : "mail");
        marks.push_back("entry " + std::to_string(entry));
    }
    records.people.key = KeyColumn(Keys(keys));
    records.people.name_of_person = WordColumn(names);
    records.interactions.from = KeyColumn(std::move(from), keys);
    records.interactions.to = KeyColumn(std::move(to), keys);
    records.interactions.kind = WordColumn(kinds);
    records.interactions.origin.source = WordColumn(std::vector<std::string>(count, "diary"));
    records.interactions.origin.record = WordColumn(marks);
    return Network(std::move(records));
}

/// What Zoe does for a living: tells of her alone, in words that she has to be able to take with her.
inline Network zoes_work()
{
    NetworkRecords records;
    records.people.key = KeyColumn(Keys(std::vector<std::string>{diary_people[6].key}));
    records.people.name_of_person = WordColumn(std::vector<std::string>{diary_people[6].name});
    records.people.organisation = WordColumn(std::vector<std::string>{"Zoe Quill Letters"});
    return Network(std::move(records));
}

}  // namespace tertius::test
