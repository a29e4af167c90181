#include <tertius/strength/evidence.hpp>

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

constexpr double missing = no_number;
constexpr std::array activity_horizons{0.25, 1.0, 4.0};

/// Contacts of a tie, either way, that fade with the given half-life.
double contacts_over(const TieHistory::Faded& faded, double half_life)
{
    return faded.forward(half_life) + faded.backward(half_life);
}

}  // namespace

/// Fills a row from left to right, so that the order of `evidence` is the only one.
class EvidenceReader::RowWriter {
public:
    explicit RowWriter(EvidenceRow row) : row_(row) {}
    RowWriter& operator<<(double value)
    {
        row_[next_++] = value;
        return *this;
    }
    RowWriter& missing_columns(int count)
    {
        for (; count > 0; --count) *this << missing;
        return *this;
    }

private:
    EvidenceRow row_;
    Eigen::Index next_ = 0;
};

struct EvidenceReader::Shared {
    double count = 0;
    double rare = 0;
    double active = 0;
};

EvidenceReader::EvidenceReader(const EvidenceView& view, const Execution& execution)
    : view_(view), silence_of_log_(in_horizons(view.at - view.start)), activity_(view.size)
{
    for (Activity& person : activity_) person.silence = silence_of_log_;
    TieGraphBuilder<float> builder(view.size, {.execution = execution});
    builder.reserve(view.histories.size());
    for (const HistoryOfPair& pair : view.histories) note_activity(pair, builder);
    graph_ = builder.build();
}

void EvidenceReader::note_activity(const HistoryOfPair& pair, TieGraphBuilder<float>& builder)
{
    double lately = 0;
    if (pair.history.count() > 0) {
        const auto faded = pair.history.faded(view_.at);
        const double silence = in_horizons(view_.at - pair.history.last_time());
        for (std::size_t place = 0; place < activity_horizons.size(); ++place) {
            lately = contacts_over(faded, activity_horizons[place] * view_.horizon);
            for (const PersonId person : {pair.low, pair.high}) activity_[person].contacts[place] += lately;
        }
        for (const PersonId person : {pair.low, pair.high})
            activity_[person].silence = std::min(activity_[person].silence, silence);
    }
    builder.add(pair.low, pair.high, static_cast<float>(std::log1p(lately)));
}

void EvidenceReader::read(std::size_t tie, EvidenceRow row) const
{
    const HistoryOfPair& pair = view_.histories[tie];
    RowWriter writer(row);
    write_communication(pair.history, writer);
    write_reciprocity(pair.history, writer);
    write_rhythm(pair.history, writer);
    write_people(pair, writer);
    write_circles(pair, writer);
}

void EvidenceReader::write_communication(const TieHistory& history, RowWriter& row) const
{
    if (history.count() == 0) {
        for (int column = 0; column < 9; ++column) row << (without_log() ? missing : 0);
        row << missing;
        return;
    }
    const auto faded = history.faded(view_.at);
    row << std::log1p(history.count());
    for (const double horizons : {1.0 / 16, 0.25, 1.0, 4.0, 16.0})
        row << std::log1p(faded.sessions(horizons * view_.horizon));
    for (const double horizons : {1.0, 4.0, 16.0}) row << std::log1p(faded.shares(horizons * view_.horizon));
    row << history.evidence() / history.count();
}

void EvidenceReader::write_reciprocity(const TieHistory& history, RowWriter& row) const
{
    if (!view_.directed || history.count() == 0) {
        row.missing_columns(3);
        return;
    }
    const double rarer = std::min(history.forward_count(), history.backward_count());
    row << (2 * rarer + 1) / (history.count() + 2.0);
    const auto faded = history.faded(view_.at);
    for (const double horizons : {1.0, 4.0}) {
        const double half_life = horizons * view_.horizon;
        row << std::log1p(std::min(faded.forward(half_life), faded.backward(half_life)));
    }
}

void EvidenceReader::write_rhythm(const TieHistory& history, RowWriter& row) const
{
    if (history.count() == 0 && without_log()) {
        row.missing_columns(9);
        return;
    }
    const double n = history.count();
    const double silence = n > 0 ? in_horizons(view_.at - history.last_time()) : silence_of_log_;
    const double age = n > 0 ? in_horizons(view_.at - history.first_time()) : silence_of_log_;
    const double span = age - silence;
    row << -std::log(silence + .01) << std::log(age + .01) << std::log(span + .01);
    row << (n > 1 ? std::log((silence + .005) / (span / (n - 1) + .005)) : missing);
    row << std::log((n + .1) / (age + .3));
    write_gaps(history, silence, row);
}

void EvidenceReader::write_gaps(const TieHistory& history, double silence, RowWriter& row) const
{
    constexpr double minute = 60;  // as TieHistory lengthens its gaps
    double gaps = 0;
    double sum = std::log(0.5);
    double squares = 1;
    if (history.count() > 1) {
        const double mean = history.mean_log_gap();
        gaps = history.count() - 1.0;
        sum += gaps * (mean - std::log(view_.horizon));
        squares += gaps * std::max(0.0, history.mean_square_log_gap() - mean * mean);
    }
    const double typical = sum / (gaps + 1);
    const double spread = std::sqrt(squares / (gaps + 1));
    row << typical << spread << (std::log(silence + minute / view_.horizon) - typical) / (spread + .1);
    row << (gaps > 0 ? std::log(history.last_gap() / view_.horizon + .005) : missing);
}

void EvidenceReader::write_people(const HistoryOfPair& pair, RowWriter& row) const
{
    const Activity& a = activity_[pair.low];
    const Activity& b = activity_[pair.high];
    const auto known = [&](double value) { return without_log() ? missing : value; };
    for (std::size_t place = 0; place < activity_horizons.size(); ++place)
        row << known(std::log1p(std::min(a.contacts[place], b.contacts[place])));
    for (std::size_t place = 0; place < activity_horizons.size(); ++place)
        row << known(std::log1p(std::max(a.contacts[place], b.contacts[place])));
    const auto alters_a = static_cast<double>(graph_.degree(pair.low));
    const auto alters_b = static_cast<double>(graph_.degree(pair.high));
    row << std::log1p(std::min(alters_a, alters_b)) << std::log1p(std::max(alters_a, alters_b));
    row << known(-std::log(std::max(a.silence, b.silence) + .01));
    row << known(-std::log(std::min(a.silence, b.silence) + .01));
    const auto& history = pair.history;
    const double lately = history.count() > 0 ? contacts_over(history.faded(view_.at), 4 * view_.horizon) : 0;
    const double quieter = std::min(a.contacts.back(), b.contacts.back());
    const double busier = std::max(a.contacts.back(), b.contacts.back());
    row << known(std::log((lately + .1) / (quieter + .2))) << known(std::log((lately + .1) / (busier + .2)));
}

void EvidenceReader::write_circles(const HistoryOfPair& pair, RowWriter& row) const
{
    const Shared both = shared(pair.low, pair.high);
    row << std::log1p(both.count) << std::log1p(both.rare) << std::log1p(both.active);
    const double others = static_cast<double>(graph_.degree(pair.low) + graph_.degree(pair.high)) - 2 - both.count;
    row << (others > 0 ? both.count / others : 0);
}

/// Looks each alter of the one with fewer up among those of the other.
EvidenceReader::Shared EvidenceReader::shared(PersonId a, PersonId b) const
{
    if (graph_.degree(a) > graph_.degree(b)) std::swap(a, b);
    const auto weight = [&](PersonId ego, std::ptrdiff_t place) {
        return graph_.is_weighted() ? graph_.weights(ego)[static_cast<std::size_t>(place)] : 1.0F;
    };
    const auto alters = graph_.alters(a);
    const auto others = graph_.alters(b);
    Shared result;
    auto from = others.begin();
    for (auto alter = alters.begin(); alter != alters.end(); ++alter) {
        from = std::lower_bound(from, others.end(), *alter);
        if (from == others.end()) break;
        if (*from != *alter) continue;
        result.count += 1;
        result.rare += 1 / std::log1p(graph_.degree(*alter));
        result.active += double{weight(a, alter - alters.begin())} * weight(b, from - others.begin());
    }
    return result;
}

std::size_t EvidenceReader::shared_contacts(std::size_t tie) const
{
    const HistoryOfPair& pair = view_.histories[tie];
    return static_cast<std::size_t>(shared(pair.low, pair.high).count);
}

std::string_view name(Aspect aspect)
{
    switch (aspect) {
        case Aspect::communication:
            return "communication";
        case Aspect::reciprocity:
            return "reciprocity";
        case Aspect::rhythm:
            return "rhythm";
        case Aspect::setting:
            return "setting";
    }
    return {};
}

EvidenceMatrix evidence_on(const EvidenceView& view, std::span<const std::size_t> ties, const Execution& execution)
{
    const EvidenceReader reader(view, execution);
    EvidenceMatrix result(static_cast<Eigen::Index>(ties.size()), static_cast<Eigen::Index>(evidence.size()));
    parallel_for(execution, ties.size(), 256, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row)
            reader.read(ties[row], result.row(static_cast<Eigen::Index>(row)));
    });
    return result;
}

}  // namespace tertius
