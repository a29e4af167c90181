#include <tertius/strength/evidence.hpp>

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

constexpr double missing = no_number;

/// Contacts of a tie, either way, that fade with the given half-life.
double contacts_over(const TieHistory::Faded& faded, double half_life)
{
    return faded.forward(half_life) + faded.backward(half_life);
}

/// The log-odds that a tie of so many contacts after its first has not ended, under the BG/NBD model with shapes and
/// scale of a half, ends after 1 contact in 3 at first: Fader, Hardie, Lee, Marketing Science 24 (2005). A tie of one
/// contact is judged as if it could have ended with it.
double log_odds_alive(double repeats, double age, double span)
{
    constexpr double most = 8;
    constexpr double half = 0.5;
    const double ended = std::log(half / (1 + std::max(repeats - 1, 0.0)));
    return std::clamp(-(ended + (half + repeats) * std::log((half + age) / (half + span))), -most, most);
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

EvidenceReader::EvidenceReader(const EvidenceView& view, const Execution& execution)
    : view_(view),
      silence_of_log_(in_horizons(view.at - view.start)),
      circles_(view.size, view.histories, view.start, view.at, view.horizon, execution)
{
}

void EvidenceReader::read(std::size_t tie, EvidenceRow row) const
{
    read(view_.histories[tie], row);
    if (view_.recorded.empty()) return;
    for (std::size_t column = 0; column < recorded_columns; ++column)
        row[static_cast<Eigen::Index>(evidence.size() - recorded_columns + column)] = view_.recorded[tie][column];
}

void EvidenceReader::read(const HistoryOfPair& pair, EvidenceRow row) const
{
    RowWriter writer(row);
    if (without_log()) {
        write_stated(pair, writer);
    } else {
        write_communication(pair.history, writer);
        write_reciprocity(pair.history, writer);
    }
    write_rhythm(pair.history, writer);
    write_people(pair, writer);
    write_circles(pair, writer);
    writer.missing_columns(recorded_columns);
}

void EvidenceReader::suppose(std::size_t tie, const HistoryOfPair& after, EvidenceRow row)
{
    const HistoryOfPair& before = view_.histories[tie];
    const Circles::Supposition was = circles_.suppose(before, after);
    read(after, row);
    circles_.take_back(before, was);
}

void EvidenceReader::write_communication(const TieHistory& history, RowWriter& row) const
{
    if (history.count() == 0) {
        for (int column = 0; column < 9; ++column) row << 0;
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

/// What recorded weights show of communication and reciprocity: those columns that need no dates.
void EvidenceReader::write_stated(const HistoryOfPair& pair, RowWriter& row) const
{
    row << std::log1p(pair.stated());
    row.missing_columns(9);
    if (!view_.directed || std::isnan(pair.stated())) {
        row.missing_columns(3);
        return;
    }
    const auto one_way = [](float weight) { return std::isnan(weight) ? 0.0 : double{weight}; };
    const double rarer = std::min(one_way(pair.stated_forward), one_way(pair.stated_backward));
    row << (2 * rarer + 1) / (pair.stated() + 2);
    row.missing_columns(2);
}

void EvidenceReader::write_rhythm(const TieHistory& history, RowWriter& row) const
{
    if (history.count() == 0 && without_log()) {
        row.missing_columns(10);
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
    row << (n > 0 ? log_odds_alive(n - 1, age, span) : missing);
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
    const Activity& a = circles_.activity(pair.low);
    const Activity& b = circles_.activity(pair.high);
    const auto known = [&](double value) { return without_log() ? missing : value; };
    for (std::size_t place = 0; place < a.contacts.size(); ++place)
        row << known(std::log1p(std::min(a.contacts[place], b.contacts[place])));
    for (std::size_t place = 0; place < a.contacts.size(); ++place)
        row << known(std::log1p(std::max(a.contacts[place], b.contacts[place])));
    row << known(std::log1p(std::min(a.alters_lately, b.alters_lately)));
    row << known(std::log1p(std::max(a.alters_lately, b.alters_lately)));
    const auto alters_a = static_cast<double>(circles_.alters(pair.low));
    const auto alters_b = static_cast<double>(circles_.alters(pair.high));
    row << std::log1p(std::min(alters_a, alters_b)) << std::log1p(std::max(alters_a, alters_b));
    row << known(-std::log(std::max(a.silence, b.silence) + .01));
    row << known(-std::log(std::min(a.silence, b.silence) + .01));
    row << known(std::min(a.alters_activity, b.alters_activity));
    row << known(std::max(a.alters_activity, b.alters_activity));
    write_shares(pair, row);
}

void EvidenceReader::write_shares(const HistoryOfPair& pair, RowWriter& row) const
{
    const double a = circles_.activity(pair.low).contacts.back();
    const double b = circles_.activity(pair.high).contacts.back();
    double lately = without_log() ? pair.stated() : 0;
    if (pair.history.count() > 0) lately = contacts_over(pair.history.faded(view_.at), 4 * view_.horizon);
    row << std::log((lately + .1) / (std::min(a, b) + .2)) << std::log((lately + .1) / (std::max(a, b) + .2));
}

void EvidenceReader::write_circles(const HistoryOfPair& pair, RowWriter& row) const
{
    const SharedCircle both = circles_.shared(pair.low, pair.high);
    const bool contacts_known = !without_log() || !std::isnan(pair.stated());
    row << std::log1p(both.count) << std::log1p(both.rare) << (contacts_known ? std::log1p(both.active) : missing);
    row << (without_log() ? missing : -std::log(both.silence + .01));
    row << (contacts_known ? std::log(both.paths + .003) : missing);
    const auto alters = static_cast<double>(circles_.alters(pair.low) + circles_.alters(pair.high));
    const double others = alters - (circles_.tied(pair.low, pair.high) ? 2 : 0) - both.count;
    row << (others > 0 ? both.count / others : 0);
}

std::size_t EvidenceReader::shared_contacts(std::size_t tie) const
{
    const HistoryOfPair& pair = view_.histories[tie];
    return static_cast<std::size_t>(circles_.shared(pair.low, pair.high).count);
}

std::string_view name(Aspect aspect)
{
    constexpr std::array<std::string_view, aspects.size()> names{"trust",     "communication", "respect", "reciprocity",
                                                                 "alignment", "empathy",       "rhythm",  "setting"};
    return names[static_cast<std::size_t>(aspect)];
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
