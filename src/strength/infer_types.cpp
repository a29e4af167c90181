#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/infer_types.hpp>
#include <tertius/strength/relationship_norms.hpp>

#include "declared_ties.hpp"
#include "past.hpp"

#include <tertius/strength/detail/rows_of_pairs.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <string_view>
#include <utility>

namespace tertius {

namespace {

constexpr std::size_t type_count = relationship_types.size();

/// What a gift is by its recorded kind.
enum class Gift : std::uint8_t { advice, work, referral, other };
constexpr std::size_t gift_kinds = 4;

/// What each signal looks like in a relationship of a type: assumptions, as no public record labels all seven.
struct Portrait {
    double prior;              // how common it is
    double level_ahead;        // of the first-named role, in standard deviations over people
    double level_spread;       // of that
    double same_organisation;  // chances
    double same_department;    // within one organisation
    double gap_spread;         // standard deviation of the logarithm of a tie's own gaps
    double promises;           // chance that one is on record
    double promises_by_first;  // their share
    std::array<double, gift_kinds> gifts;
};

constexpr std::array<Portrait, type_count> portraits{{
    {.05, 1.3, .8, .70, .40, .5, .25, .5, {.80, .05, .10, .05}},   // mentor
    {.30, .0, .5, .90, .90, 1.0, .20, .5, {.30, .30, .20, .20}},   // peer
    {.15, .8, .6, .98, .90, .5, .30, .3, {.50, .35, .05, .10}},    // supervisor
    {.07, .0, 1.2, .08, .30, 1., .70, .8, {.10, .75, .10, .05}},   // provider
    {.30, .0, 1.2, .10, .20, 1.2, .05, .5, {.15, .05, .65, .15}},  // contact
    {.10, .0, .8, .99, .02, .8, .25, .5, {.20, .40, .15, .25}},    // cross_departmental
    {.03, 1.2, 1., .15, .10, .35, .15, .5, {.75, .05, .15, .05}},  // advisor
}};

constexpr double declared_before = 20;  // declared relationships that the priors are worth
constexpr double pace_spread = 1;       // of the logarithm of the pace, from tie to tie
constexpr double regularity_spread = .8;
constexpr double share_weight = 10;  // how alike shares are from tie to tie
constexpr std::uint32_t contacts_for_regularity = 5;

constexpr std::array<std::pair<std::string_view, Gift>, 20> gift_words{{
    {"advice", Gift::advice},     {"feedback", Gift::advice},
    {"coaching", Gift::advice},   {"mentoring", Gift::advice},
    {"guidance", Gift::advice},   {"work", Gift::work},
    {"deliverable", Gift::work},  {"design", Gift::work},
    {"service", Gift::work},      {"project", Gift::work},
    {"payment", Gift::work},      {"invoice", Gift::work},
    {"help", Gift::work},         {"article", Gift::referral},
    {"referral", Gift::referral}, {"introduction", Gift::referral},
    {"contact", Gift::referral},  {"lead", Gift::referral},
    {"link", Gift::referral},     {"news", Gift::referral},
}};

Gift gift_of(std::string_view kind)
{
    for (const auto& [word, gift] : gift_words)
        if (kind == word) return gift;
    return Gift::other;
}

/// The logarithm of a normal density, but for a constant.
double log_normal_density(double value, double mean, double spread)
{
    const double z = (value - mean) / spread;
    return -z * z / 2 - std::log(spread);
}

double log_beta(double a, double b)
{
    return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

/// The chance of `first` against `second` where the share of the first is about `share`, from tie to tie.
double log_chance_of_share(double first, double second, double share)
{
    const double a = share * share_weight;
    const double b = (1 - share) * share_weight;
    return log_beta(a + first, b + second) - log_beta(a, b);
}

/// What the records show of two people, told from the one who is taken to have the first-named role.
struct Signals {
    std::optional<double> level_ahead;
    std::optional<bool> same_organisation;
    std::optional<bool> same_department;
    const TieHistory* history = nullptr;
    double begun = 0, begun_by_other = 0;  // contacts; 0 where they have no direction
    double given = 0, returned = 0;        // gifts
    std::array<double, gift_kinds> gifts{};
    bool promises_recorded = false;
    double promises = 0, promises_by_other = 0;

    [[nodiscard]] Signals from_other_side() const
    {
        Signals other = *this;
        if (level_ahead) other.level_ahead = -*level_ahead;
        std::swap(other.begun, other.begun_by_other);
        std::swap(other.given, other.returned);
        std::swap(other.promises, other.promises_by_other);
        return other;
    }
};

double log_likelihood_of_people(const Signals& seen, const Portrait& portrait)
{
    double sum = 0;
    if (seen.level_ahead) sum += log_normal_density(*seen.level_ahead, portrait.level_ahead, portrait.level_spread);
    const auto add = [&](std::optional<bool> same, double chance) {
        if (same) sum += std::log(*same ? chance : 1 - chance);
    };
    add(seen.same_organisation, portrait.same_organisation);
    if (seen.same_organisation.value_or(true)) add(seen.same_department, portrait.same_department);
    return sum;
}

double log_likelihood_of_contacts(const Signals& seen, const Portrait& portrait, const RelationshipNorm& norm)
{
    if (seen.history == nullptr || seen.history->count() < 2) return 0;
    const TieHistory& history = *seen.history;
    const double pace = history.mean_log_gap();
    double sum = log_normal_density(pace, std::log(norm.gap_days * detail::seconds_in_day), pace_spread);
    if (history.count() >= contacts_for_regularity) {
        const double variance = std::max(.01, history.mean_square_log_gap() - pace * pace);
        sum += log_normal_density(std::log(variance) / 2, std::log(portrait.gap_spread), regularity_spread);
    }
    return sum + log_chance_of_share(seen.begun, seen.begun_by_other, norm.initiates);
}

double log_likelihood_of_gifts(const Signals& seen, const Portrait& portrait, const RelationshipNorm& norm)
{
    double sum = log_chance_of_share(seen.given, seen.returned, norm.share);
    // Gifts of one pair are alike: the fifth tells little that the first four did not.
    const double count = seen.gifts[0] + seen.gifts[1] + seen.gifts[2] + seen.gifts[3];
    const double counts = count > 0 ? std::min(count, 4.0) / count : 0;
    for (std::size_t kind = 0; kind < gift_kinds; ++kind)
        sum += counts * seen.gifts[kind] * std::log(portrait.gifts[kind]);
    if (!seen.promises_recorded) return sum;
    const bool any = seen.promises + seen.promises_by_other > 0;
    sum += std::log(any ? portrait.promises : 1 - portrait.promises);
    return sum + log_chance_of_share(seen.promises, seen.promises_by_other, portrait.promises_by_first);
}

/// Reads the signals of pairs.
class SignalReader {
public:
    SignalReader(const Network& network, bool directed, Time at)
        : network_(network),
          directed_(directed),
          gifts_(network.exchanges().giver, network.exchanges().receiver, network.exchanges().time, at,
                 detail::every_row),
          promises_(network.commitments().owner, network.commitments().to, network.commitments().made, at,
                    detail::every_row),
          level_unit_(level_deviation())
    {
    }

    [[nodiscard]] Signals read(const HistoryOfPair& pair) const
    {
        const PersonId low = pair.low;
        const PersonId high = pair.high;
        Signals seen;
        add_people(low, high, seen);
        if (pair.history.count() > 0) seen.history = &pair.history;
        if (directed_) {
            seen.begun = pair.history.turns(true);
            seen.begun_by_other = pair.history.turns(false);
        }
        seen.given = add_gifts(low, high, seen);
        seen.returned = add_gifts(high, low, seen);
        seen.promises_recorded = !promises_.empty();
        seen.promises = static_cast<double>(promises_.between(low, high).size());
        seen.promises_by_other = static_cast<double>(promises_.between(high, low).size());
        return seen;
    }

private:
    /// The standard deviation of level over people; 0 where levels are not recorded or all the same.
    [[nodiscard]] double level_deviation() const
    {
        double n = 0, sum = 0, squares = 0;
        for (const double level : network_.people().level) {
            if (std::isnan(level)) continue;
            n += 1;
            sum += level;
            squares += level * level;
        }
        return n > 1 ? std::sqrt(std::max(0.0, squares / n - sum * sum / n / n)) : 0;
    }

    void add_people(PersonId low, PersonId high, Signals& seen) const
    {
        const People& people = network_.people();
        if (level_unit_ > 0 && !std::isnan(people.level[low]) && !std::isnan(people.level[high]))
            seen.level_ahead = (people.level[low] - people.level[high]) / level_unit_;
        const auto same = [&](const WordColumn& column) -> std::optional<bool> {
            if (column.empty() || column.codes[low] == no_word || column.codes[high] == no_word) return {};
            return column.codes[low] == column.codes[high];
        };
        seen.same_organisation = same(people.organisation);
        seen.same_department = same(people.department);
    }

    double add_gifts(PersonId giver, PersonId receiver, Signals& seen) const
    {
        const WordColumn& kind = network_.exchanges().kind;
        const auto gifts = gifts_.between(giver, receiver);
        for (const auto& gift : gifts)
            seen.gifts[static_cast<std::size_t>(kind.empty() ? Gift::other : gift_of(kind[gift.row]))] += 1;
        return static_cast<double>(gifts.size());
    }

    const Network& network_;
    bool directed_;
    detail::RowsOfPairs gifts_, promises_;
    double level_unit_;
};

/// How common each type is: the priors, corrected by what the network declares.
std::array<double, type_count> shares_of_types(const detail::DeclaredTies& declared)
{
    std::array<double, type_count> counts{};
    for (std::size_t type = 0; type < type_count; ++type) counts[type] = declared_before * portraits[type].prior;
    for (const auto& tie : declared.all()) counts[static_cast<std::size_t>(tie.type)] += 1;
    for (double& count : counts) count /= declared_before + static_cast<double>(declared.all().size());
    return counts;
}

void add_guesses(const HistoryOfPair& pair, const Signals& seen, const RelationshipNorms& norms,
                 const std::array<double, type_count>& shares, std::vector<TypeGuess>& guesses)
{
    const auto first = static_cast<std::ptrdiff_t>(guesses.size());
    const Signals other_side = seen.from_other_side();
    for (const RelationshipType type : relationship_types) {
        const Portrait& portrait = portraits[static_cast<std::size_t>(type)];
        const double share = shares[static_cast<std::size_t>(type)];
        const auto add = [&](PersonId person, PersonId alter, const Signals& signals, double prior) {
            const double log_likelihood = log_likelihood_of_people(signals, portrait) +
                                          log_likelihood_of_contacts(signals, portrait, norms[type]) +
                                          log_likelihood_of_gifts(signals, portrait, norms[type]);
            guesses.push_back({person, alter, type, std::log(prior) + log_likelihood});
        };
        add(pair.low, pair.high, seen, is_directed(type) ? share / 2 : share);
        if (is_directed(type)) add(pair.high, pair.low, other_side, share / 2);
    }
    const auto of_pair = std::ranges::subrange(guesses.begin() + first, guesses.end());
    const double most = std::ranges::max(of_pair, {}, &TypeGuess::probability).probability;
    double sum = 0;
    for (TypeGuess& guess : of_pair) sum += guess.probability = std::exp(guess.probability - most);
    for (TypeGuess& guess : of_pair) guess.probability /= sum;
    std::ranges::stable_sort(of_pair, std::greater<>{}, &TypeGuess::probability);
}

}  // namespace

std::vector<TypeGuess> infer_types(const Network& network, const InferTypesOptions& options)
{
    const auto [at, seen] = detail::past_of(network, options.at, options.execution);
    auto histories = tie_histories(seen, at, options.execution);
    const bool directed = have_direction(histories);
    const detail::DeclaredTies declared(network.relationships(), at);
    const RelationshipNorms norms(network, histories, directed, at);
    detail::add_declared(histories, declared);
    const SignalReader reader(network, directed, at);
    const auto shares = shares_of_types(declared);
    std::vector<TypeGuess> guesses;
    for (const HistoryOfPair& pair : histories) {
        throw_if_stopped(options.execution);
        const auto said = declared.of(pair.low, pair.high);
        for (const auto& tie : said) {
            const PersonId first = tie.low_is_first ? tie.low : tie.high;
            guesses.push_back({first, first == tie.low ? tie.high : tie.low, tie.type, 1, true});
        }
        if (said.empty()) add_guesses(pair, reader.read(pair), norms, shares, guesses);
    }
    return guesses;
}

}  // namespace tertius
