#include "tip_advice.hpp"

#include <cstddef>

namespace tertius::detail {

namespace {

/// The sentences for a tip. {n}: the alter, {a}: the stranger, {k}: cases kept, {c}: of so many.
struct Sentences {
    std::string_view followed, neglected, unknown;
};

struct TipSentences {
    Sentences to_alter;
    Sentences overall;
};

constexpr std::array<TipSentences, tips_in_order.size()> sentences{{
    // consistency
    {{"{n} gets the same of you as everybody else does: stay so.",
      "{n} gets other things of you than everybody else does: let {n} see what you show the others.",
      "Record the kind or channel of what you send {n} and others: it shows whether you are the same to all."},
     {"You are much the same to everybody, as to {n}: stay so.",
      "You show people different sides, {n} above all: let the same interests and values show everywhere.",
      "Record the kind or channel of what you send {n} and others: it shows whether you are the same to all."}},
    // openness
    {{"You tell {n} of yourself ({k} of {c} messages): ask what moves {n}, too.",
      "Tell {n} what you care for or struggle with: {k} of {c} messages did.",
      "Give messages in which you tell {n} of yourself the kind personal, passion or challenge: nothing is guessed "
      "from their text."},
     {"You tell of yourself in {k} of {c} messages, most to {n}: keep that up.",
      "Tell more of what you care for or struggle with, {n} first: {k} of {c} messages did.",
      "Give messages in which you tell {n} or others of yourself the kind personal, passion or challenge: nothing is "
      "guessed from their text."}},
    // appreciation
    {{"You thanked {n} for {k} of {c} gifts: keep that up.",
      "Thank {n} for the next gift at once: {k} of {c} were thanked for within two weeks.",
      "Note what {n} gives you under exchanges, and your thanks as interactions of the kind thanks."},
     {"You thanked for {k} of {c} gifts, {n} among the givers: keep that up.",
      "Thank within two weeks, {n} first: {k} of {c} gifts were thanked for.",
      "Note what {n} and others give you under exchanges, and your thanks as interactions of the kind thanks."}},
    // listening
    {{"You answered {n} in {k} of {c} turns and leave room: keep that up.",
      "Answer {n} and leave as much room as you take: {k} of {c} turns were answered within a week.",
      "Record who wrote to whom in what passes between {n} and you: it shows whose turns were answered."},
     {"You answered {k} of {c} turns and leave others room, {n} above all: keep that up.",
      "Answer others and leave as much room as you take, {n} first: {k} of {c} turns were answered within a week.",
      "Record who wrote to whom in what passes between {n}, others and you: it shows whose turns were answered."}},
    // curiosity
    {{"You take up what {n} begins more than the other way round ({k} of {c} times): keep asking.",
      "Ask {n} more: of {c} times that one of you took up the other's matter, {k} were yours.",
      "Record the threads between {n} and you, or questions as interactions of the kind question."},
     {"You take up what others begin, {n} above all ({k} of {c} times): keep asking.",
      "Ask others about their work, {n} first: of {c} times that one took up the other's matter, {k} were yours.",
      "Record the threads between {n}, others and you, or questions as interactions of the kind question."}},
    // breadth
    {{"What passes between {n} and you is varied: keep that up.",
      "Go beyond the usual with {n}: another channel, another topic, an article or a coffee.",
      "Record the channel or kind of what passes between {n} and you: it shows whether it is always the same."},
     {"What passes between others and you is varied, with {n} above all: keep that up.",
      "Go beyond the usual, first with {n}: another channel, another topic, an article or a coffee.",
      "Record the channel or kind of what passes between {n}, others and you: it shows whether it is always the "
      "same."}},
    // generosity
    {{"You gave {n} {k} of {c} gifts unasked: keep that up.",
      "Give {n} something before it is asked for: {k} of {c} gifts were unasked.",
      "No gift of yours to {n} is on record: send an article, a contact or advice, and note it under exchanges."},
     {"You gave {k} of {c} gifts unasked, {n} most of all: keep that up.",
      "Give before you are asked, {n} first: {k} of {c} gifts were unasked.",
      "No gift of yours is on record: send {n} an article, a contact or advice, and note it under exchanges."}},
    // introductions_made
    {{"Something came of {k} of {c} introductions that you made for {n}: think of {a} next.",
      "Ask {n} what became of your introductions, for something came of {k} of {c}, and see what {n} and {a} could do "
      "for each other.",
      "No introduction of yours for {n} is on record that is old enough to be judged: {n} and {a} may be worth one."},
     {"Something came of {k} of {c} introductions that you made, as for {n}: go on, perhaps with {a}.",
      "Follow up your introductions, those for {n} first: something came of {k} of {c}.",
      "No introduction of yours is on record that is old enough to be judged: {n} and {a} may be worth one."}},
    // check_ins
    {{"You and {n} were in touch in {k} of {c} stretches of the rhythm that suits you: keep it.",
      "Check in with {n} before the silence grows long: you were in touch in {k} of {c} stretches.",
      "Record when you and {n} are in contact: two contacts and some months show whether you keep in touch."},
     {"You kept in touch in {k} of {c} stretches, with {n} best of all: keep the rhythm.",
      "Check in before silences grow long, with {n} first: there was contact in {k} of {c} stretches.",
      "Record when you and {n} or others are in contact: two contacts and some months show whether you keep in "
      "touch."}},
    // celebrations
    {{"You reacted to {k} of {c} milestones of {n}: keep that up.",
      "Congratulate {n} when the next thing happens: you reacted to {k} of {c} milestones.",
      "Note what happens in the working life of {n} under milestones, and your congratulations as interactions."},
     {"You reacted to {k} of {c} milestones, above all to those of {n}: keep that up.",
      "React when something happens to others, {n} first: you did so for {k} of {c} milestones.",
      "Note what happens in the working life of {n} and others under milestones, and your congratulations as "
      "interactions."}},
    // reliability
    {{"You kept {k} of {c} promises to {n}: keep that up.",
      "Promise {n} only what you can keep, and say early when it will be late: you kept {k} of {c} promises.",
      "Note what you promise {n} under commitments, with the day that it is due and the day that it was done."},
     {"You kept {k} of {c} promises, above all to {n}: keep that up.",
      "Promise only what you can keep, and say early when it will be late, to {n} first: you kept {k} of {c} promises.",
      "Note what you promise {n} and others under commitments, with the day that it is due and the day that it was "
      "done."}},
    // steadiness
    {{"{n} can count on the rhythm and quality that you keep: stay so.",
      "Turn to {n} at a steadier pace, and deliver as well each time as the last: {n} should know what to expect.",
      "Record when you turn to {n}, and the quality of what you deliver under commitments."},
     {"Others can count on the rhythm and quality that you keep, {n} above all: stay so.",
      "Keep a steadier pace and quality, first towards {n}: others should know what to expect of you.",
      "Record when you turn to {n} and others, and the quality of what you deliver under commitments."}},
}};

/// What stands for a placeholder. Only the sentence is searched for them, never a name.
std::string filler(char placeholder, const AdviceFacts& facts)
{
    switch (placeholder) {
        case 'n':
            return facts.alter.empty() ? "your contacts" : facts.alter;
        case 'a':
            return facts.stranger.empty() ? "somebody new" : facts.stranger;
        case 'k':
            return std::to_string(facts.kept);
        default:
            return std::to_string(facts.of);
    }
}

std::string filled(std::string_view sentence, const AdviceFacts& facts)
{
    std::string result;
    for (std::size_t place = 0; place < sentence.size(); ++place) {
        if (sentence[place] == '{') {
            result += filler(sentence[place + 1], facts);
            place += 2;
        } else {
            result += sentence[place];
        }
    }
    return result;
}

}  // namespace

std::string advice(Tip tip, const AdviceFacts& facts)
{
    const TipSentences& of_tip = sentences[static_cast<std::size_t>(tip)];
    const Sentences& choice = facts.overall ? of_tip.overall : of_tip.to_alter;
    switch (facts.standing) {
        case Standing::followed:
            return filled(choice.followed, facts);
        case Standing::neglected:
            return filled(choice.neglected, facts);
        default:
            return filled(choice.unknown, facts);
    }
}

}  // namespace tertius::detail
