#include "gatherings.hpp"

#include <tertius/clusters/detect_clusters.hpp>
#include <tertius/graph/tie_graph_builder.hpp>
#include <tertius/introductions/meeting_evidence.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numbers>
#include <utility>

namespace tertius {

namespace {

constexpr std::size_t windows_a_horizon = 50;

double faded(double age, double half_life)
{
    return std::exp2(-age / half_life);
}

/// One end of a tie, and what the contacts behind it weigh.
struct End {
    PersonId alter = 0;
    float ever = 0;     // ln(1 + contacts)
    float over_4 = 0;   // ln(1 + contacts fading with a half-life of four horizons)
    float over_1 = 0;   // of one
    float over_01 = 0;  // of a tenth
    float recent = 0;   // fading since the last contact
    float sent = 0;     // ln(1 + contacts) to the alter, and from them
    float received = 0;
};

/// Sums of a person's ends, each kind by itself.
struct Sums {
    double ever = 0, over_4 = 0, over_1 = 0, over_01 = 0, either_way = 0;
};

/// What is known of one person alone.
struct Trait {
    double ties_begun = 0;   // new ties, fading since the first contact with a half-life of two horizons
    double ties_sought = 0;  // those that the other one began
    double new_ties = 0;     // of either kind, half-life of one horizon
    double activity = 0;     // contacts, half-life of one horizon
    double lately = 0;       // of a tenth
    double first = 0;        // horizons since the first contact, and since the last
    double last = 0;
};

/// The share of a person's ties that goes into a cluster, over the share of everybody's.
struct ClusterShare {
    ClusterId cluster;
    float share;
    float over_usual;
};

}  // namespace

struct MeetingView::Columns {
    TieGraph<float> graph;
    std::vector<End> ends;  // beside graph.alters()
    std::vector<Sums> sums;
    std::vector<Trait> traits;
    std::vector<std::uint64_t> share_offsets;
    std::vector<ClusterShare> shares;
    ClusterId clusters = 0;
    detail::Gatherings company;
    detail::Gatherings conversations;

    [[nodiscard]] std::span<const End> ends_of(PersonId person) const
    {
        const auto offsets = graph.offsets();
        return {ends.data() + offsets[person], ends.data() + offsets[person + 1]};
    }
    [[nodiscard]] std::span<const ClusterShare> shares_of(PersonId person) const
    {
        return {shares.data() + share_offsets[person], shares.data() + share_offsets[person + 1]};
    }
};

namespace {

/// Reads the contacts of one pair after the other.
class ContactReader {
public:
    ContactReader(PersonId size, const Stretch& stretch) : stretch_(stretch), traits_(size)
    {
        for (Trait& trait : traits_) trait.first = trait.last = std::numeric_limits<double>::quiet_NaN();
    }

    /// What the contacts between two people weigh, seen from the lower; the alter is filled in later.
    End read(std::span<const Contact> of_pair)
    {
        double over_4 = 0;
        double over_1 = 0;
        double over_01 = 0;
        double forward = 0;
        for (const Contact& contact : of_pair) {
            forward += contact.forward ? 1 : 0;
            const double age = age_of(contact);
            over_4 += faded(age, 4);
            over_1 += faded(age, 1);
            over_01 += faded(age, .1);
            note(contact.low, age);
            note(contact.high, age);
        }
        note_beginning(of_pair.front());
        return {.ever = logged(static_cast<double>(of_pair.size())),
                .over_4 = logged(over_4),
                .over_1 = logged(over_1),
                .over_01 = logged(over_01),
                .recent = static_cast<float>(faded(age_of(of_pair.back()), 1)),
                .sent = logged(forward),
                .received = logged(static_cast<double>(of_pair.size()) - forward)};
    }

    [[nodiscard]] std::vector<Trait>& traits() { return traits_; }

private:
    static float logged(double contacts) { return static_cast<float>(std::log1p(contacts)); }
    [[nodiscard]] double age_of(const Contact& contact) const
    {
        return static_cast<double>(stretch_.at - contact.time) / stretch_.horizon;
    }

    void note(PersonId person, double age)
    {
        Trait& trait = traits_[person];
        trait.activity += faded(age, 1);
        trait.lately += faded(age, .1);
        trait.first = std::fmax(trait.first, age);
        trait.last = std::fmin(trait.last, age);
    }

    void note_beginning(const Contact& first)
    {
        const double age = age_of(first);
        traits_[first.low].new_ties += faded(age, 1);
        traits_[first.high].new_ties += faded(age, 1);
        traits_[first.forward ? first.low : first.high].ties_begun += faded(age, 2);
        traits_[first.forward ? first.high : first.low].ties_sought += faded(age, 2);
    }

    Stretch stretch_;
    std::vector<Trait> traits_;
};

struct Pair {
    PersonId low;
    PersonId high;
    End end;
};

std::vector<Contact> seen_by(std::span<const Contact> contacts, Time at)
{
    std::vector<Contact> seen;
    seen.reserve(contacts.size());
    std::ranges::copy_if(contacts, std::back_inserter(seen), [&](const Contact& one) { return one.time <= at; });
    return seen;
}

std::vector<Pair> pairs_of(std::span<const Contact> seen, ContactReader& reader)
{
    std::vector<Pair> pairs;
    for (std::size_t begin = 0, end = 0; begin < seen.size(); begin = end) {
        while (end < seen.size() && seen[end].low == seen[begin].low && seen[end].high == seen[begin].high) ++end;
        pairs.push_back({seen[begin].low, seen[begin].high, reader.read(seen.subspan(begin, end - begin))});
    }
    return pairs;
}

/// Adds those who know each other without contact, as if by one contact of long ago.
void add_declared(std::span<const PersonPair> declared, std::vector<Pair>& pairs)
{
    const End long_ago{.ever = std::numbers::ln2_v<float>};
    for (const auto& [a, b] : declared) pairs.push_back({std::min(a, b), std::max(a, b), long_ago});
    const auto people = [](const Pair& pair) { return std::pair(pair.low, pair.high); };
    std::ranges::stable_sort(pairs, {}, people);
    pairs.erase(std::ranges::unique(pairs, {}, people).begin(), pairs.end());
}

TieGraph<float> graph_of(std::span<const Pair> pairs, PersonId size, const Execution& execution)
{
    TieGraphBuilder<float> builder(size, {.execution = execution});
    builder.reserve(pairs.size());
    for (const Pair& pair : pairs) builder.add(pair.low, pair.high, pair.end.ever);
    return builder.build();
}

/// Each person's ends in the graph's order: pairs ascend, so that both the lower and the higher alters of a person do.
std::vector<End> ends_beside(const TieGraph<float>& graph, std::span<const Pair> pairs)
{
    std::vector<End> ends(graph.end_count());
    std::vector<std::uint64_t> next(graph.offsets().begin(), graph.offsets().end() - 1);
    for (const bool towards_lower : {true, false})
        for (const Pair& pair : pairs) {
            End& end = ends[next[towards_lower ? pair.high : pair.low]++];
            end = pair.end;
            end.alter = towards_lower ? pair.low : pair.high;
            if (towards_lower) std::swap(end.sent, end.received);
        }
    return ends;
}

std::vector<Sums> sums_of(const MeetingView::Columns& columns)
{
    std::vector<Sums> sums(columns.graph.size());
    for (const PersonId person : columns.graph.people())
        for (const End& end : columns.ends_of(person)) {
            sums[person].ever += end.ever;
            sums[person].over_4 += end.over_4;
            sums[person].over_1 += end.over_1;
            sums[person].over_01 += end.over_01;
            sums[person].either_way += double{end.sent} + end.received;
        }
    return sums;
}

void add_cluster_shares(MeetingView::Columns& columns, const Execution& execution)
{
    Execution quiet = execution;
    quiet.progress = {};
    const Clusters clusters = detect_clusters(columns.graph, {.execution = quiet});
    columns.clusters = clusters.count();
    const auto labels = clusters.labels();
    std::vector<double> usual(columns.clusters, 0.0);
    double all = 0;
    for (const PersonId person : columns.graph.people()) {
        usual[labels[person]] += columns.sums[person].ever;
        all += columns.sums[person].ever;
    }
    std::vector<std::pair<ClusterId, double>> into;
    columns.share_offsets.push_back(0);
    for (const PersonId person : columns.graph.people()) {
        into.clear();
        for (const End& end : columns.ends_of(person)) into.emplace_back(labels[end.alter], end.ever);
        std::ranges::stable_sort(into, {}, &std::pair<ClusterId, double>::first);
        for (std::size_t begin = 0, end = 0; begin < into.size(); begin = end) {
            double sum = 0;
            for (; end < into.size() && into[end].first == into[begin].first; ++end) sum += into[end].second;
            const ClusterId cluster = into[begin].first;
            const double share = sum / columns.sums[person].ever;
            columns.shares.push_back(
                {cluster, static_cast<float>(share), static_cast<float>(share / (usual[cluster] / all))});
        }
        columns.share_offsets.push_back(columns.shares.size());
    }
}

}  // namespace

MeetingView::MeetingView(std::span<const Contact> contacts, std::span<const PersonPair> declared, PersonId size,
                         const Stretch& stretch, const Execution& execution)
{
    const std::vector<Contact> seen = seen_by(contacts, stretch.at);
    ContactReader reader(size, stretch);
    std::vector<Pair> pairs = pairs_of(seen, reader);
    add_declared(declared, pairs);
    const double window = stretch.horizon / static_cast<double>(windows_a_horizon);
    const auto window_of = [&](Time time) {
        return static_cast<std::int64_t>(static_cast<double>(stretch.at - time) / window);
    };
    const auto moment_of = [&](Time time) { return stretch.at - time; };
    auto columns = std::make_shared<Columns>(Columns{.graph = graph_of(pairs, size, execution),
                                                     .ends = {},
                                                     .sums = {},
                                                     .traits = std::move(reader.traits()),
                                                     .share_offsets = {},
                                                     .shares = {},
                                                     .company = {seen, size, window_of, true, execution},
                                                     .conversations = {seen, size, moment_of, false, execution}});
    columns->ends = ends_beside(columns->graph, pairs);
    columns->sums = sums_of(*columns);
    add_cluster_shares(*columns, execution);
    columns_ = std::move(columns);
}

const TieGraph<float>& MeetingView::graph() const
{
    return columns_->graph;
}

/// Sums along the ways to each stranger, in dense rows that are clean between calls.
class StrangerReader::Work {
public:
    explicit Work(std::shared_ptr<const MeetingView::Columns> columns)
        : all_(std::move(columns)), ways_(all_->graph.size()), towards_(all_->clusters, 0.0F)
    {
    }

    Strangers read(PersonId person)
    {
        walk(person);
        Strangers strangers{.others = strangers_reached(), .values = {}};
        note_companions(person);
        for (const ClusterShare& share : all_->shares_of(person)) towards_[share.cluster] = share.over_usual;
        strangers.values.resize(static_cast<Eigen::Index>(strangers.others.size()), Strangers::columns);
        for (std::size_t row = 0; row < strangers.others.size(); ++row)
            write(person, strangers.others[row], strangers.values.row(static_cast<Eigen::Index>(row)));
        for (const ClusterShare& share : all_->shares_of(person)) towards_[share.cluster] = 0;
        for (const PersonId reached : reached_) ways_[reached] = {};
        reached_.clear();
        standardise(strangers);
        return strangers;
    }

private:
    /// The ways from the person to one reached in two steps.
    struct Ways {
        double ever = 0, over_1 = 0, over_01 = 0, onwards = 0, backwards = 0, seen = 0;
        double walk = 0;  // chance to be there after two steps, by over_4
        double back = 0;  // sum of 1 / ties of the one between
        double company = 0, conversations = 0;
        std::uint32_t shared = 0;
        bool known = false;
    };

    static double over(double value, double sum) { return sum > 0 ? value / sum : 0; }

    void walk(PersonId person)
    {
        const Sums& own = all_->sums[person];
        reach(person).known = true;
        for (const End& first : all_->ends_of(person)) reach(first.alter).known = true;
        for (const End& first : all_->ends_of(person)) {
            const Sums& sum = all_->sums[first.alter];
            const auto ends = all_->ends_of(first.alter);
            const double ever = over(first.ever, sum.ever);
            const double over_1 = over(first.over_1, sum.over_1);
            const double over_01 = over(first.over_01, sum.over_01);
            const double sent = over(first.sent, sum.either_way);
            const double received = over(first.received, sum.either_way);
            const double step = over(over(first.over_4, own.over_4), sum.over_4);
            const double each = 1 / static_cast<double>(ends.size());
            for (const End& second : ends) {
                Ways& ways = reach(second.alter);
                ways.ever += ever * second.ever;
                ways.over_1 += over_1 * second.over_1;
                ways.over_01 += over_01 * second.over_01;
                ways.onwards += sent * second.sent;
                ways.backwards += received * second.received;
                ways.seen += each * second.recent;
                ways.walk += step * second.over_4;
                ways.back += each;
                ++ways.shared;
            }
        }
        for (const PersonId reached : reached_) {
            Ways& ways = ways_[reached];
            ways.walk = over(ways.walk, all_->sums[reached].over_4);
            ways.back /= static_cast<double>(all_->graph.degree(reached));
        }
    }

    Ways& reach(PersonId person)
    {
        Ways& ways = ways_[person];
        if (ways.shared == 0 && !ways.known) reached_.push_back(person);
        return ways;
    }

    [[nodiscard]] std::vector<PersonId> strangers_reached() const
    {
        std::vector<PersonId> others;
        for (const PersonId reached : reached_)
            if (!ways_[reached].known) others.push_back(reached);
        std::ranges::sort(others);
        return others;
    }

    void note_companions(PersonId person)
    {
        const auto into = [&](double Ways::*sum) {
            return [this, sum](PersonId other, double weight) {
                if (ways_[other].shared > 0) ways_[other].*sum += weight;
            };
        };
        all_->company.for_each_companion(person, into(&Ways::company));
        all_->conversations.for_each_companion(person, into(&Ways::conversations));
    }

    template <class Row>
    void write(PersonId person, PersonId other, Row&& row) const
    {
        const Ways& ways = ways_[other];
        const Trait& mine = all_->traits[person];
        const Trait& theirs = all_->traits[other];
        double walk = 0;
        double back = 0;
        for (const End& end : all_->ends_of(other)) {
            walk += ways_[end.alter].walk * end.over_4;
            back += ways_[end.alter].back;
        }
        double clusters = 0;
        for (const ClusterShare& share : all_->shares_of(other)) clusters += share.share * towards_[share.cluster];
        const double begun = (mine.ties_begun + .05) / (mine.ties_begun + mine.ties_sought + .1);
        const double never = 100;  // horizons, of those whose ties are declared alone
        row << std::log(ways.shared), std::log(1e-9 + ways.ever), std::log(1e-6 + ways.over_1),
            std::log(1e-6 + ways.over_01), std::log(1e-5 + ways.onwards), std::log(1e-5 + ways.backwards),
            std::log(1e-4 + ways.seen), std::log(1e-9 + walk),
            std::log(1e-9 + back / static_cast<double>(all_->graph.degree(other))),
            std::log((theirs.new_ties + .1) / (theirs.activity + 1)),
            std::log(begun * (theirs.ties_sought + .05) + (1 - begun) * (theirs.ties_begun + .05)),
            std::log(.01 + theirs.lately), -std::log(.01 + std::fmin(theirs.last, never)),
            -std::log(.01 + std::fmin(theirs.first, never)), std::log(.02 + ways.company),
            std::log(.1 + ways.conversations), std::log(.02 + clusters);
    }

    static void standardise(Strangers& strangers)
    {
        constexpr double most = 4;
        const auto rows = static_cast<double>(strangers.others.size());
        if (rows == 0) return;
        for (auto column : strangers.values.colwise()) {
            column.array() -= column.sum() / rows;
            const double deviation = std::sqrt(column.squaredNorm() / rows) + 1e-4;
            column = (column / deviation).cwiseMax(-most).cwiseMin(most);
        }
    }

    std::shared_ptr<const MeetingView::Columns> all_;
    std::vector<Ways> ways_;
    std::vector<PersonId> reached_;
    std::vector<float> towards_;  // clusters: the person's share over the usual
};

StrangerReader::StrangerReader(const MeetingView& view) : work_(std::make_unique<Work>(view.columns_)) {}
StrangerReader::~StrangerReader() = default;
StrangerReader::StrangerReader(StrangerReader&&) noexcept = default;
StrangerReader& StrangerReader::operator=(StrangerReader&&) noexcept = default;

Strangers StrangerReader::read(PersonId person)
{
    return work_->read(person);
}

}  // namespace tertius
