#include <tertius/introductions/introduction_request.hpp>
#include <tertius/network/detail/moment.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tertius {

namespace {

constexpr double longest_patience_days = 3650;

[[noreturn]] void refuse(const char* code, const std::string& message)
{
    throw InvalidInput(code, message);
}

std::string word_of(IntroductionStage stage)
{
    return std::string(introduction_stages[static_cast<std::size_t>(stage)]);
}

/// Gives a column as many rows as the table has.
void lengthen(TimeColumn& column, std::size_t rows)
{
    column.resize(rows, no_time);
}
void lengthen(WordColumn& column, std::size_t rows)
{
    column.codes.resize(rows, no_word);
}

void write_word(WordColumn& column, std::size_t row, const std::string& word)
{
    if (word.empty()) {
        column.codes[row] = no_word;
        return;
    }
    const auto found = std::ranges::find(column.words, word);
    column.codes[row] = static_cast<std::uint32_t>(found - column.words.begin());
    if (found == column.words.end()) column.words.push_back(word);
}

}  // namespace

IntroductionRequest::IntroductionRequest(PersonId broker, PersonId a, PersonId b, Time proposed, double patience_days)
    : broker_(broker), a_(a), b_(b), proposed_(proposed), expires_(proposed), last_step_(proposed)
{
    if (broker == a || broker == b || a == b)
        refuse("introduction.people", "broker, a and b are " + std::to_string(broker) + ", " + std::to_string(a) +
                                          " and " + std::to_string(b) + "; must be three different people");
    if (!(patience_days > 0 && patience_days <= longest_patience_days))
        throw InvalidOption("option.patience_days",
                            "patience_days is " + std::to_string(patience_days) + "; must be above 0 and at most 3650");
    expires_ += static_cast<Time>(std::ceil(patience_days * detail::seconds_in_day));
}

IntroductionRequest IntroductionRequest::recorded(const Network& network, std::size_t row, double patience_days)
{
    const Introductions& rows = network.introductions();
    if (row >= rows.time.size())
        refuse("introduction.row", "there is no row " + std::to_string(row) + " in introductions; there are " +
                                       std::to_string(rows.time.size()));
    const IntroductionStage stage = introduction_stage(rows, row);
    if (!is_under_way(stage))
        refuse("introduction.stage", "introductions row " + std::to_string(row) + " is " + word_of(stage) +
                                         "; only a request under way goes on");
    IntroductionRequest request(rows.broker[row], rows.a[row], rows.b[row], rows.time[row], patience_days);
    request.stage_ = stage;
    if (!rows.agreed_a.empty()) request.agreed_a_ = rows.agreed_a[row];
    if (!rows.agreed_b.empty()) request.agreed_b_ = rows.agreed_b[row];
    request.last_step_ = std::max({request.proposed_, request.agreed_a_, request.agreed_b_});
    return request;
}

PersonId IntroductionRequest::whose_turn() const
{
    switch (stage_) {
        case IntroductionStage::proposed:
        case IntroductionStage::b_agreed:
            return broker_;
        case IntroductionStage::broker_agreed:
            return a_;
        case IntroductionStage::a_agreed:
            return b_;
        default:
            return nobody;
    }
}

void IntroductionRequest::require_under_way(std::string_view what) const
{
    if (!is_under_way(stage_))
        refuse("introduction.stage",
               "the introduction is " + word_of(stage_) + "; nobody can " + std::string(what) + " any more");
}

void IntroductionRequest::require_turn(PersonId who, std::string_view what) const
{
    require_under_way(what);
    if (who != whose_turn())
        refuse("introduction.turn", "the introduction is " + word_of(stage_) + ": it is the turn of " +
                                        std::string(role_of(whose_turn())) + " to answer; " +
                                        std::string(role_of(who)) + " cannot " + std::string(what));
}

void IntroductionRequest::require_consent(Time at) const
{
    if (stage_ == IntroductionStage::withdrawn)
        refuse("privacy.consent_expired", "somebody has withdrawn their consent; the introduction cannot be made");
    if (stage_ == IntroductionStage::b_agreed && at >= expires_)
        refuse("privacy.consent_expired", "the consents held until " + std::to_string(expires_) +
                                              "; an introduction at " + std::to_string(at) + " needs new ones");
}

bool IntroductionRequest::has_agreed(PersonId who) const
{
    return (who == broker_ && stage_ >= IntroductionStage::broker_agreed) ||
           (who == a_ && stage_ >= IntroductionStage::a_agreed) || (who == b_ && stage_ >= IntroductionStage::b_agreed);
}

std::string_view IntroductionRequest::role_of(PersonId who) const
{
    if (who == broker_) return "the broker";
    if (who == a_) return "a";
    return who == b_ ? "b" : "somebody else";
}

IntroductionRequest IntroductionRequest::step(IntroductionStage next, Time at) const
{
    if (at < last_step_ || at >= expires_)
        refuse("introduction.time", "a step at " + std::to_string(at) + " is out of time; must be from " +
                                        std::to_string(last_step_) + ", the last step, to before " +
                                        std::to_string(expires_) + ", when the request expires");
    IntroductionRequest after = *this;
    after.stage_ = next;
    after.last_step_ = at;
    return after;
}

IntroductionRequest IntroductionRequest::agree(PersonId who, Time at) const
{
    require_turn(who, "agree");
    if (stage_ == IntroductionStage::b_agreed)
        refuse("introduction.stage", "all have agreed already; the broker can introduce or decline");
    auto after = step(static_cast<IntroductionStage>(static_cast<int>(stage_) + 1), at);
    if (who == a_) after.agreed_a_ = at;
    if (who == b_) after.agreed_b_ = at;
    return after;
}

IntroductionRequest IntroductionRequest::decline(PersonId who, Time at) const
{
    require_turn(who, "decline");
    return step(IntroductionStage::declined, at);
}

IntroductionRequest IntroductionRequest::withdraw(PersonId who, Time at) const
{
    require_under_way("withdraw");
    if (!has_agreed(who))
        refuse("introduction.turn", "the introduction is " + word_of(stage_) + ": " + std::string(role_of(who)) +
                                        " has not agreed and cannot withdraw");
    return step(IntroductionStage::withdrawn, at);
}

IntroductionRequest IntroductionRequest::introduce(Time at) const
{
    require_consent(at);
    if (stage_ != IntroductionStage::b_agreed)
        refuse("introduction.stage", "the introduction is " + word_of(stage_) + "; it can be made when it is b_agreed");
    auto after = step(IntroductionStage::introduced, at);
    after.introduced_ = at;
    return after;
}

IntroductionRequest IntroductionRequest::note_outcome(std::string outcome) const
{
    if (stage_ != IntroductionStage::introduced)
        refuse("introduction.stage",
               "the introduction is " + word_of(stage_) + "; an outcome can be noted when it is introduced");
    if (outcome.empty() || std::ranges::find(introduction_stages, outcome) != introduction_stages.end())
        refuse("introduction.outcome",
               "the outcome is \"" + outcome + "\"; must be a word, and none of those that name a stage");
    auto after = *this;
    after.outcome_ = std::move(outcome);
    return after;
}

bool IntroductionRequest::has_expired(Time at) const
{
    return is_under_way(stage_) && at >= expires_;
}

SeekerSees IntroductionRequest::seen_by_seeker(Time at) const
{
    if (introduced_ != no_time && at >= introduced_) return SeekerSees::introduced;
    return at < expires_ ? SeekerSees::open : SeekerSees::not_now;
}

Network IntroductionRequest::record_in(const Network& network) const
{
    for (const PersonId person : {broker_, a_, b_})
        if (person >= network.size())
            throw UnknownPerson("person " + std::to_string(person) + " is not in the network; it has " +
                                std::to_string(network.size()) + " people, numbered from 0");
    const Introductions& before = network.introductions();
    std::size_t row = 0;
    const auto is_this = [&](std::size_t other) {
        return before.broker[other] == broker_ && before.a[other] == a_ && before.b[other] == b_ &&
               (before.time[other] == proposed_ || (introduced_ != no_time && before.time[other] == introduced_));
    };
    while (row < before.time.size() && !is_this(row)) ++row;

    NetworkRecords records = network.records();
    auto& table = records.introductions;
    const std::size_t rows = std::max(before.time.size(), row + 1);
    const auto write_person = [&](KeyColumn& column, PersonId person) {
        column.keys = network.people().key.keys();
        column.codes.resize(rows);
        column.codes[row] = person;
    };
    write_person(table.broker, broker_);
    write_person(table.a, a_);
    write_person(table.b, b_);
    for (TimeColumn* column : {&table.time, &table.agreed_a, &table.agreed_b}) lengthen(*column, rows);
    lengthen(table.outcome, rows);
    table.time[row] = introduced_ != no_time ? introduced_ : proposed_;
    table.agreed_a[row] = agreed_a_;
    table.agreed_b[row] = agreed_b_;
    write_word(table.outcome, row, outcome_.empty() ? word_of(stage_) : outcome_);
    constexpr Time any = std::numeric_limits<Time>::max();
    return Network(std::move(records), {.min_time = -any, .max_time = any});
}

}  // namespace tertius
