#include "support/store_story.hpp"

#include "support/diary.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tertius::test {

namespace {

using Words = std::vector<std::string>;

KeyColumn keys(Words rows)
{
    return KeyColumn(Keys(std::move(rows)));
}

/// One record of every kind that is not an interaction.
Network all_kinds()
{
    const std::string ada = diary_people[0].key, ben = diary_people[1].key, cem = diary_people[2].key,
                      zoe = diary_people[6].key;
    NetworkRecords records;
    records.people.key = keys({ada, ben, cem, zoe});
    records.people.name_of_person = WordColumn(Words{"Ada Abel", "Ben Bode", "Cem Cakir", "Zoe Quill"});
    records.relationships.from = keys({ada, zoe});
    records.relationships.to = keys({ben, cem});
    records.relationships.type = WordColumn(Words{"peer", "contact"});
    records.relationships.since = {1'500'000'000, no_time};
    records.commitments.owner = keys({cem});
    records.commitments.to = keys({ada});
    records.commitments.made = {1'600'000'000};
    records.commitments.due = {1'600'100'000};
    records.exchanges.giver = keys({ben});
    records.exchanges.receiver = keys({ada});
    records.exchanges.time = {1'600'000'500};
    records.exchanges.kind = WordColumn(Words{"advice"});
    records.introductions.broker = keys({ada});
    records.introductions.a = keys({ben});
    records.introductions.b = keys({zoe});
    records.introductions.time = {1'600'000'600};
    records.milestones.person = keys({cem});
    records.milestones.time = {1'600'000'700};
    records.milestones.kind = WordColumn(Words{"promotion"});
    return Network(std::move(records));
}

/// Entries of the diary of which it is told now that they were visits.
Network told_otherwise(std::size_t first, std::size_t count)
{
    NetworkRecords records = diary(first, count).records();
    records.interactions.kind = WordColumn(Words(count, "visit"));
    return Network(std::move(records));
}

SamePerson zoe_is_one()
{
    return {.kept = diary_people[6].key,
            .other = diary_people[7].key,
            .reason = "one name",
            .confidence = 0.9,
            .time = 1'600'000'000};
}

bool is_about_people(const std::string& line)
{
    return line.starts_with("people|");
}

/// Writes the story down step by step.
class Writer {
public:
    void append(const std::string& what, const Network& network)
    {
        for (const std::string& line : said(network)) {
            if (without_zoe_ && names_zoe(line)) continue;
            if (now_.contains(line)) continue;
            now_.insert(line);
        }
        add("append " + what, [network](Store& store) { store.append(network, story_note()); });
    }
    void append_changed(const std::string& what, const Network& before, const Network& network)
    {
        for (const std::string& line : said(before))
            if (!is_about_people(line)) now_.erase(line);
        append(what, network);
    }
    void append_fuller(const std::string& what, const Network& network)
    {
        for (const std::string& line : said(network))
            std::erase_if(now_,
                          [&](const std::string& known) { return is_about_people(known) && line.starts_with(known); });
        append(what, network);
    }
    void unite()
    {
        now_.insert(said(zoe_is_one()));
        add("unite", [](Store& store) { store.unite(std::array{zoe_is_one()}); });
    }
    void part()
    {
        now_.erase(said(zoe_is_one()));
        add("part", [](Store& store) { store.part(zoe_is_one().other); });
    }
    void erase()
    {
        std::erase_if(now_, [](const std::string& line) { return names_zoe(line); });
        without_zoe_ = true;
        add("erase", [](Store& store) { store.erase(zoe_is_one().kept); });
    }
    void reopen() { add("reopen", {}); }

    [[nodiscard]] std::vector<StoryStep> steps() && { return std::move(steps_); }

private:
    void add(std::string what, std::function<void(Store&)> act)
    {
        steps_.push_back({std::move(what), std::move(act), now_, without_zoe_});
    }

    std::vector<StoryStep> steps_;
    Said now_;
    bool without_zoe_ = false;
};

}  // namespace

ImportNote story_note()
{
    return {.basis = "own records", .time = 1'700'000'000};
}

bool is_told_after(const std::vector<StoryStep>& steps, std::size_t step, const Said& now)
{
    const Said before = step == 0 ? Said{} : steps[step - 1].after;
    return now == before || (step < steps.size() && now == steps[step].after);
}

bool is_erased(const std::vector<StoryStep>& steps, std::size_t step, const Said& now)
{
    if (step > 0 && steps[step - 1].without_zoe) return true;
    return step < steps.size() && steps[step].without_zoe && now == steps[step].after;
}

std::vector<StoryStep> story()
{
    Writer story;
    story.append("5 entries", diary(0, 5));
    story.append("one of every kind", all_kinds());
    story.append("5 more, 5 of them known", diary(0, 10));
    story.append_changed("3 told otherwise", diary(2, 3), told_otherwise(2, 3));
    story.unite();
    story.reopen();
    story.append("150 at once", diary(10, 150));
    story.part();
    story.append("1 entry", diary(160, 1));
    story.unite();
    story.reopen();
    story.append("4 entries", diary(161, 4));
    story.append_fuller("what Zoe does", zoes_work());  // so that her words are in the journal, not in the file
    story.erase();
    story.append("9 entries, some hers", diary(165, 9));
    story.reopen();
    story.append("2 entries", diary(174, 2));
    story.append("2 more", diary(176, 2));
    return std::move(story).steps();
}

std::vector<StoryStep> long_story()
{
    Writer story;
    for (std::size_t entry = 0; entry < 120; ++entry) story.append("1 entry", diary(entry, 1));
    story.reopen();
    story.append("1 entry", diary(120, 1));
    return std::move(story).steps();
}

}  // namespace tertius::test
