#include "ego_records.hpp"

#include <tertius/strength/relationship_norms.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace tertius::detail {

namespace {

std::vector<Contact> contacts_by(const Network& network, Time at, const Execution& execution)
{
    std::vector<Contact> known = contacts(network.interactions(), execution);
    std::erase_if(known, [&](const Contact& contact) { return contact.time > at; });
    return known;
}

/// Ties by alter, made as they are first asked for.
class TiesByAlter {
public:
    explicit TiesByAlter(PersonId people) : place_(people, nobody) {}

    EgoTie& operator[](PersonId alter)
    {
        if (place_[alter] == nobody) {
            place_[alter] = static_cast<PersonId>(ties_.size());
            ties_.push_back({.alter = alter});
        }
        return ties_[place_[alter]];
    }
    [[nodiscard]] bool has(PersonId alter) const { return place_[alter] != nobody; }
    [[nodiscard]] std::vector<EgoTie> ties() && { return std::move(ties_); }

private:
    std::vector<PersonId> place_;
    std::vector<EgoTie> ties_;
};

/// Adds the rows that join ego to somebody, up to `at`.
void add_rows(TiesByAlter& ties, std::vector<EgoRow> EgoTie::*rows, const PersonColumn& from, const PersonColumn& to,
              const TimeColumn& time, PersonId ego, Time at)
{
    for (std::size_t row = 0; row < from.size(); ++row) {
        if ((from[row] != ego && to[row] != ego) || time[row] > at) continue;
        EgoTie& tie = ties[from[row] == ego ? to[row] : from[row]];
        (tie.*rows).push_back({time[row], row, from[row] == ego});
    }
}

void add_promises(TiesByAlter& ties, const Commitments& commitments, PersonId ego, Time at)
{
    for (std::size_t row = 0; row < commitments.owner.size(); ++row)
        if (commitments.owner[row] == ego && commitments.made[row] <= at)
            ties[commitments.to[row]].promises.push_back(row);
}

void add_introductions(TiesByAlter& ties, const Introductions& introductions, PersonId ego, Time at)
{
    for (const IntroducedPair& pair : introduced_pairs(introductions, at))
        if (pair.broker == ego && pair.a != ego && pair.b != ego)  // who introduces themselves joins nobody
            for (const PersonId side : {pair.a, pair.b}) ties[side].introductions.push_back(pair);
}

/// Notes the tightest rhythm of all that the two are to each other, and since when.
void add_relationships(TiesByAlter& ties, const Relationships& relationships, PersonId ego, Time at)
{
    for (std::size_t row = 0; row < relationships.from.size(); ++row) {
        const auto [from, to] = std::pair(relationships.from[row], relationships.to[row]);
        if (from != ego && to != ego) continue;
        const Time since = relationships.since.empty() ? no_time : relationships.since[row];
        const Time until = relationships.until.empty() ? no_time : relationships.until[row];
        if (since > at || (until != no_time && until <= at)) continue;
        EgoTie& tie = ties[from == ego ? to : from];
        const double gap = prior_norm(relationships.type[row]).gap_days;
        tie.gap_days = tie.gap_days == 0 ? gap : std::min(gap, tie.gap_days);
        if (since != no_time) tie.acquainted = tie.acquainted == no_time ? since : std::min(since, tie.acquainted);
    }
}

void add_milestones(TiesByAlter& ties, const Milestones& milestones, Time at)
{
    for (std::size_t row = 0; row < milestones.person.size(); ++row)
        if (ties.has(milestones.person[row]) && milestones.time[row] <= at)
            ties[milestones.person[row]].milestones.push_back(row);
}

}  // namespace

EgoRecords::EgoRecords(const Network& network, PersonId ego, Time at, const Execution& execution)
    : network_(network),
      ego_(ego),
      at_(at),
      contacts_(contacts_by(network, at, execution)),
      histories_(tie_histories(contacts_, at, execution)),
      conduct_(conduct_of(network.interactions().kind)),
      matters_(network, at),
      fading_(readers(true)),
      lasting_(readers(false)),
      sent_(matters_.size()),
      directed_(have_direction(histories_)),
      anybody_discloses_(any_disclosure())
{
    collect();
    for (const EgoTie& tie : ties_) sent_.add(sent(tie));
    judge_quality();
}

EgoRecords::Readers EgoRecords::readers(bool fade) const
{
    constexpr double never = std::numeric_limits<double>::infinity();
    TrustOptions trust;
    RespectOptions respect;
    EmpathyOptions empathy;
    if (!fade) trust.half_life_days = respect.half_life_days = empathy.half_life_days = never;
    return {TrustReader(network_, at_, trust), RespectReader(network_, contacts_, at_, respect),
            EmpathyReader(network_, contacts_, at_, empathy)};
}

void EgoRecords::collect()
{
    TiesByAlter by_alter(network_.size());
    const Interactions& log = network_.interactions();
    const Exchanges& exchanges = network_.exchanges();
    add_rows(by_alter, &EgoTie::contacts, log.from, log.to, log.time, ego_, at_);
    add_rows(by_alter, &EgoTie::gifts, exchanges.giver, exchanges.receiver, exchanges.time, ego_, at_);
    add_promises(by_alter, network_.commitments(), ego_, at_);
    add_introductions(by_alter, network_.introductions(), ego_, at_);
    add_relationships(by_alter, network_.relationships(), ego_, at_);
    add_milestones(by_alter, network_.milestones(), at_);
    ties_ = std::move(by_alter).ties();
    for (EgoTie& tie : ties_) {
        std::ranges::sort(tie.contacts, {},
                          [](const EgoRow& row) { return std::tuple(row.time, row.by_ego, row.row); });
        if (tie.gap_days == 0) tie.gap_days = prior_norm(RelationshipType::contact).gap_days;
        if (tie.contacts.empty()) continue;
        const Time first = tie.contacts.front().time;
        tie.acquainted = tie.acquainted == no_time ? first : std::min(first, tie.acquainted);
    }
    std::ranges::sort(ties_, [](const EgoTie& a, const EgoTie& b) {
        return std::tuple(b.contacts.size(), a.alter) < std::tuple(a.contacts.size(), b.alter);
    });
}

void EgoRecords::judge_quality()
{
    double total = 0;
    for (const EgoTie& tie : ties_)
        for (const std::size_t promise : tie.promises) {
            if (std::isnan(quality(promise))) continue;
            total += quality(promise);
            deliveries_ += 1;
        }
    if (deliveries_ > 1) mean_quality_ = total / deliveries_;
}

double EgoRecords::quality(std::size_t promise) const
{
    const Commitments& commitments = network_.commitments();
    if (commitments.quality.empty()) return no_number;
    if (commitments.done.empty()) return commitments.quality[promise];  // whoever rated it had got it
    const Time done = commitments.done[promise];
    return done != no_time && done <= at_ ? commitments.quality[promise] : no_number;
}

Profile EgoRecords::sent(const EgoTie& tie) const
{
    Profile profile(matters_.size());
    for (const EgoRow& contact : tie.contacts)
        if (is_own(contact)) profile.add(matters_.of_interaction(contact.row));
    for (const EgoRow& gift : tie.gifts)
        if (gift.by_ego) profile.add(matters_.of_gift(gift.row));
    return profile;
}

bool EgoRecords::is_appointment(const EgoRow& contact) const
{
    const Conduct of = conduct(contact.row);
    return of == Conduct::attended || of == Conduct::late || of == Conduct::missed;
}

bool EgoRecords::any_disclosure() const
{
    for (std::size_t row = 0; row < conduct_.size(); ++row)
        if (conduct_[row] == Conduct::disclosed && network_.interactions().time[row] <= at_) return true;
    return false;
}

const HistoryOfPair* EgoRecords::history(PersonId a, PersonId b) const
{
    const std::pair<PersonId, PersonId> people = std::minmax(a, b);
    const auto pair = [](const HistoryOfPair& h) { return std::pair(h.low, h.high); };
    const auto found = std::ranges::lower_bound(histories_, people, {}, pair);
    return found != histories_.end() && pair(*found) == people ? &*found : nullptr;
}

Time EgoRecords::last_contact(PersonId a, PersonId b) const
{
    const HistoryOfPair* pair = history(a, b);
    return pair == nullptr ? no_time : pair->history.last_time();
}

PersonId EgoRecords::stranger_to(PersonId alter) const
{
    const auto joined = [&](const EgoTie& tie) {
        return std::ranges::any_of(tie.introductions,
                                   [&](const IntroducedPair& pair) { return pair.a == alter || pair.b == alter; });
    };
    for (const EgoTie& tie : ties_)
        if (tie.alter != alter && last_contact(tie.alter, alter) == no_time && !joined(tie)) return tie.alter;
    return nobody;
}

}  // namespace tertius::detail
