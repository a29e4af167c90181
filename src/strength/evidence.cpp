#include <tertius/graph/tie_graph_builder.hpp>
#include <tertius/strength/evidence.hpp>

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

constexpr double missing = no_number;
using Row = Eigen::Ref<Eigen::Matrix<double, 1, static_cast<int>(evidence.size())>>;

/// Fills a row from left to right, so that the order above is the only one.
class RowWriter {
public:
    explicit RowWriter(Row row) : row_(row) {}
    RowWriter& operator<<(double value)
    {
        row_[next_++] = value;
        return *this;
    }

private:
    Row row_;
    Eigen::Index next_ = 0;
};

/// How active a person is and was.
struct Activity {
    std::array<double, 3> contacts{};  // fading over H/4, H, 4H
    double last = 0;                   // time of their last contact, in horizons before `at`
};

constexpr std::array activity_horizons{0.25, 1.0, 4.0};

struct SharedContacts {
    double count = 0;
    double rare = 0;
    double active = 0;
};

class Setting {
public:
    Setting(const EvidenceView& view, const Execution& execution)
        : view_(view), silence_of_log_(in_horizons(view.at - view.start)), activity_(view.size)
    {
        for (Activity& person : activity_) person.last = silence_of_log_;
        TieGraphBuilder<float> builder(view.size, {.execution = execution});
        builder.reserve(view.histories.size());
        for (const auto& [low, high, history] : view.histories) {
            double lately = 0;
            if (history.count() > 0) {
                const auto faded = history.faded(view.at);
                for (std::size_t place = 0; place < activity_horizons.size(); ++place) {
                    const double half_life = activity_horizons[place] * view.horizon;
                    lately = faded.forward(half_life) + faded.backward(half_life);
                    activity_[low].contacts[place] += lately;
                    activity_[high].contacts[place] += lately;
                }
                const double silence = in_horizons(view.at - history.last_time());
                activity_[low].last = std::min(activity_[low].last, silence);
                activity_[high].last = std::min(activity_[high].last, silence);
            }
            builder.add(low, high, static_cast<float>(std::log1p(lately)));
        }
        graph_ = builder.build();
    }

    void write(const HistoryOfPair& pair, Row row) const
    {
        RowWriter writer(row);
        write_communication(pair.history, writer);
        write_reciprocity(pair.history, writer);
        write_rhythm(pair.history, writer);
        write_people(pair, writer);
        write_shared(pair, writer);
    }

private:
    [[nodiscard]] double in_horizons(Time seconds) const { return static_cast<double>(seconds) / view_.horizon; }
    [[nodiscard]] bool is_silent(const TieHistory& history) const { return history.count() == 0; }
    /// Nothing at all is known of contacts: the network has no log.
    [[nodiscard]] bool is_unknown(const TieHistory& history) const
    {
        return is_silent(history) && view_.at == view_.start;
    }

    void write_communication(const TieHistory& history, RowWriter& writer) const
    {
        if (is_silent(history)) {
            for (int column = 0; column < 9; ++column) writer << (is_unknown(history) ? missing : 0);
            writer << missing;
            return;
        }
        const auto faded = history.faded(view_.at);
        writer << std::log1p(history.count());
        for (const double horizons : {1.0 / 16, 0.25, 1.0, 4.0, 16.0})
            writer << std::log1p(faded.sessions(horizons * view_.horizon));
        for (const double horizons : {1.0, 4.0, 16.0}) writer << std::log1p(faded.shares(horizons * view_.horizon));
        writer << history.evidence() / history.count();
    }

    void write_reciprocity(const TieHistory& history, RowWriter& writer) const
    {
        if (!view_.directed || is_silent(history)) {
            writer << missing << missing << missing;
            return;
        }
        const double rarer = std::min(history.forward_count(), history.backward_count());
        writer << (2 * rarer + 1) / (history.count() + 2.0);
        const auto faded = history.faded(view_.at);
        for (const double horizons : {1.0, 4.0}) {
            const double half_life = horizons * view_.horizon;
            writer << std::log1p(std::min(faded.forward(half_life), faded.backward(half_life)));
        }
    }

    void write_rhythm(const TieHistory& history, RowWriter& writer) const
    {
        if (is_unknown(history)) {
            for (int column = 0; column < 9; ++column) writer << missing;
            return;
        }
        const double n = history.count();
        const double silence = n > 0 ? in_horizons(view_.at - history.last_time()) : silence_of_log_;
        const double age = n > 0 ? in_horizons(view_.at - history.first_time()) : silence_of_log_;
        const double span = age - silence;
        writer << -std::log(silence + .01) << std::log(age + .01) << std::log(span + .01);
        writer << (n > 1 ? std::log((silence + .005) / (span / (n - 1) + .005)) : missing);
        writer << std::log((n + .1) / (age + .3));
        const double gaps = std::max(0.0, n - 1);
        const double log_horizon = std::log(view_.horizon);
        const double sum = gaps > 0 ? gaps * (history.mean_log_gap() - log_horizon) : 0;
        const double typical = (sum + std::log(0.5)) / (gaps + 1);
        double squares = 1;
        if (gaps > 0) {
            const double mean = history.mean_log_gap();
            squares += gaps * std::max(0.0, history.mean_square_log_gap() - mean * mean);
        }
        const double spread = std::sqrt(squares / (gaps + 1));
        const double log_silence = std::log(silence + 60 / view_.horizon);
        writer << typical << spread << (log_silence - typical) / (spread + .1);
        writer << (n > 1 ? std::log(history.last_gap() / view_.horizon + .005) : missing);
    }

    void write_people(const HistoryOfPair& pair, RowWriter& writer) const
    {
        const Activity& a = activity_[pair.low];
        const Activity& b = activity_[pair.high];
        const bool unknown = is_unknown(pair.history);
        const auto known = [&](double value) { return unknown ? missing : value; };
        for (std::size_t place = 0; place < 3; ++place)
            writer << known(std::log1p(std::min(a.contacts[place], b.contacts[place])));
        for (std::size_t place = 0; place < 3; ++place)
            writer << known(std::log1p(std::max(a.contacts[place], b.contacts[place])));
        const auto [fewer, more] = std::minmax(graph_.degree(pair.low), graph_.degree(pair.high));
        writer << std::log1p(fewer) << std::log1p(more);
        writer << known(-std::log(std::max(a.last, b.last) + .01)) << known(-std::log(std::min(a.last, b.last) + .01));
        double lately = 0;
        if (!is_silent(pair.history)) {
            const auto faded = pair.history.faded(view_.at);
            lately = faded.forward(4 * view_.horizon) + faded.backward(4 * view_.horizon);
        }
        const auto [quieter, busier] = std::minmax(a.contacts[2], b.contacts[2]);
        writer << known(std::log((lately + .1) / (quieter + .2))) << known(std::log((lately + .1) / (busier + .2)));
    }

    void write_shared(const HistoryOfPair& pair, RowWriter& writer) const
    {
        const SharedContacts shared = shared_contacts(pair.low, pair.high);
        writer << std::log1p(shared.count) << std::log1p(shared.rare) << std::log1p(shared.active);
        const double others = static_cast<double>(graph_.degree(pair.low) + graph_.degree(pair.high)) - 2 - shared.count;
        writer << (others > 0 ? shared.count / others : 0);
    }

    /// Looks each alter of the one with fewer up among those of the other.
    [[nodiscard]] SharedContacts shared_contacts(PersonId a, PersonId b) const
    {
        if (graph_.degree(a) > graph_.degree(b)) std::swap(a, b);
        SharedContacts shared;
        const auto others = graph_.alters(b);
        auto from = others.begin();
        const auto alters = graph_.alters(a);
        for (std::size_t place = 0; place < alters.size(); ++place) {
            from = std::lower_bound(from, others.end(), alters[place]);
            if (from == others.end()) break;
            if (*from != alters[place]) continue;
            shared.count += 1;
            shared.rare += 1 / std::log1p(graph_.degree(alters[place]));
            shared.active += weight(a, place) * weight(b, static_cast<std::size_t>(from - others.begin()));
        }
        return shared;
    }

    [[nodiscard]] double weight(PersonId ego, std::size_t place) const
    {
        return graph_.is_weighted() ? graph_.weights(ego)[place] : 1;
    }

    const EvidenceView& view_;
    double silence_of_log_;
    std::vector<Activity> activity_;
    TieGraph<float> graph_;
};

}  // namespace

std::string_view name(Aspect aspect)
{
    switch (aspect) {
        case Aspect::communication: return "communication";
        case Aspect::reciprocity: return "reciprocity";
        case Aspect::rhythm: return "rhythm";
        case Aspect::setting: return "setting";
    }
    return {};
}

EvidenceMatrix evidence_on(const EvidenceView& view, std::span<const std::size_t> ties, const Execution& execution)
{
    const Setting setting(view, execution);
    EvidenceMatrix result(static_cast<Eigen::Index>(ties.size()), static_cast<Eigen::Index>(evidence.size()));
    parallel_for(execution, ties.size(), 256, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row)
            setting.write(view.histories[ties[row]], result.row(static_cast<Eigen::Index>(row)));
    });
    return result;
}

}  // namespace tertius
