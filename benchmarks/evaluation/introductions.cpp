// How well it is foretold whom people meet next, on public logs: events in order, the first 80 % seen, the last 20 %
// judge. Of everybody who first met somebody at distance two, at most 250 (mathoverflow) or 600.
//
//     evaluate_introductions DATA              prints the tables; each log judged by weights fitted on the other logs
//     evaluate_introductions DATA --ship FILE  writes the weights fitted on all logs as the library's source file
//
// Mean reciprocal rank / share with a hit among the first ten, in expectation over equal scores. "shipped" are the
// weights of the other logs alone, "refined" those moved by the log's own past. "best" is the best in hindsight of all
// single measures; the bracket is the 95 % interval, over people, of refined against it.
#include "lessons.hpp"
#include "ranking.hpp"
#include "ship.hpp"

#include <tertius/introductions/fit_meeting_model.hpp>
#include <tertius/introductions/meeting_scores.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>

using namespace tertius;
using namespace tertius::evaluation;

namespace {

/// One log, cut in two, with the moments of it that teach the shared weights.
struct MeetingCase {
    std::string name;
    PersonId people = 0;
    std::vector<Contact> contacts;
    Stretch judged;
    std::vector<std::vector<Choice>> lessons;
};

MeetingCase prepare_meetings(const std::filesystem::path& folder)
{
    Log log = read_log(folder);
    MeetingCase result{log.name, log.people, contacts(log.interactions), {}, {}};
    auto times = log.interactions.time;
    std::ranges::sort(times);
    const auto at_share = [&](double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size())) - 1];
    };
    const auto stretch = [&](double from, double to) {
        return Stretch{at_share(from), static_cast<double>(at_share(to) - at_share(from))};
    };
    result.judged = stretch(.8, 1);
    for (const auto& [from, to] : {std::pair(.8, 1.), std::pair(.6, .8), std::pair(.4, .6), std::pair(.7, .9),
                                   std::pair(.3, .5), std::pair(.5, .7)})
        result.lessons.push_back(meeting_lesson(result.contacts, {}, result.people, stretch(from, to)));
    return result;
}

using Lessons = std::vector<std::vector<std::vector<Choice>>>;

/// The lessons of all logs but one; of all, if left_out is cases.size().
Lessons lessons_but(const std::vector<MeetingCase>& cases, std::size_t left_out)
{
    Lessons result;
    for (std::size_t place = 0; place < cases.size(); ++place)
        if (place != left_out) result.push_back(cases[place].lessons);
    return result;
}

/// The judged people, their strangers and whom of those they met.
struct Judged {
    PersonId person = 0;
    Strangers strangers;
    std::vector<bool> met;
};

std::vector<Judged> judged_people(const MeetingCase& what, const MeetingView& view, std::size_t most)
{
    std::vector<std::vector<PersonId>> met(what.people);
    for (const Contact& contact : what.contacts) {
        if (contact.time <= what.judged.at || view.graph().has_tie(contact.low, contact.high)) continue;
        met[contact.low].push_back(contact.high);
        met[contact.high].push_back(contact.low);
    }
    std::vector<PersonId> people;
    for (PersonId person = 0; person < what.people; ++person)
        if (!met[person].empty()) people.push_back(person);
    Random random(7);
    random.shuffle(std::span(people));
    std::vector<Judged> result;
    StrangerReader reader(view);
    for (const PersonId person : people) {
        if (result.size() == most) break;
        std::ranges::sort(met[person]);
        Judged one{person, reader.read(person), {}};
        for (const PersonId other : one.strangers.others)
            one.met.push_back(std::ranges::binary_search(met[person], other));
        if (std::ranges::count(one.met, true) > 0) result.push_back(std::move(one));
    }
    return result;
}

using Rankings = std::vector<Ranking>;

Rankings by_model(const std::vector<Judged>& people, const MeetingModel& model)
{
    Rankings result;
    for (const Judged& one : people) {
        const Eigen::Map<const Eigen::VectorXd> weights(model.weight.data(), Strangers::columns);
        const Eigen::VectorXd scores = one.strangers.values * weights;
        result.push_back(ranking({scores.data(), static_cast<std::size_t>(scores.size())}, one.met));
    }
    return result;
}

Rankings by_measure(const std::vector<Judged>& people, const TieGraph<double>& graph, MeetingMeasure measure,
                    bool weighted)
{
    Rankings result;
    for (const Judged& one : people) {
        std::vector<PersonPair> pairs;
        for (const PersonId other : one.strangers.others) pairs.emplace_back(one.person, other);
        auto scores = meeting_scores(graph, pairs, {measure, weighted});
        for (double& score : scores) score = std::round(score * 1e9) / 1e9;  // what only rounding tells apart is equal
        result.push_back(ranking(scores, one.met));
    }
    return result;
}

/// The log's ties up to the moment, each weighted by a function of the contacts' ages in horizons.
TieGraph<double> weighted_graph(const MeetingCase& what, const std::function<double(double)>& each,
                                const std::function<double(double)>& of_sum)
{
    TieGraphBuilder<double> builder(what.people);
    for (std::size_t begin = 0, end = 0; begin < what.contacts.size(); begin = end) {
        const Contact& first = what.contacts[begin];
        double sum = 0;
        bool seen = false;
        for (;
             end < what.contacts.size() && what.contacts[end].low == first.low && what.contacts[end].high == first.high;
             ++end) {
            const auto age = static_cast<double>(what.judged.at - what.contacts[end].time);
            if (age < 0) continue;
            sum += each(age / what.judged.horizon);
            seen = true;
        }
        if (seen) builder.add(first.low, first.high, std::max(of_sum(sum), 1e-30));
    }
    return builder.build();
}

struct Single {
    std::string name;
    Rankings rankings;
};

std::vector<Single> single_measures(const MeetingCase& what, const std::vector<Judged>& people)
{
    const auto one = [](double) { return 1.0; };
    const auto same = [](double sum) { return sum; };
    const auto log1 = [](double sum) { return std::log1p(sum); };
    const auto fading = [](double half_life) {
        return [half_life](double age) { return std::exp2(-age / half_life); };
    };
    const TieGraph<double> counts = weighted_graph(what, one, same);
    const TieGraph<double> logs = weighted_graph(what, one, log1);
    std::vector<Single> result;
    const auto add = [&](const char* name, const TieGraph<double>& graph, MeetingMeasure measure, bool weighted) {
        result.push_back({name, by_measure(people, graph, measure, weighted)});
    };
    add("common contacts", counts, MeetingMeasure::common_contacts, false);
    add("Jaccard", counts, MeetingMeasure::jaccard, false);
    add("Adamic-Adar", counts, MeetingMeasure::adamic_adar, false);
    add("RA", counts, MeetingMeasure::resource_allocation, false);
    add("L3", counts, MeetingMeasure::l3, false);
    add("degree product", counts, MeetingMeasure::degree_product, false);
    add("AA of counts", counts, MeetingMeasure::adamic_adar, true);
    add("RA of counts", counts, MeetingMeasure::resource_allocation, true);
    add("RA of log counts", logs, MeetingMeasure::resource_allocation, true);
    for (const double half_life : {.5, 1., 4.}) {
        char name[40];
        std::snprintf(name, sizeof name, "RA decayed, H*%g", half_life);
        add(name, weighted_graph(what, fading(half_life), same), MeetingMeasure::resource_allocation, true);
    }
    return result;
}

/// What one log says.
struct Row {
    double gain = 0;
    Interval interval;
};

void print_measure(const std::string& name, const Rankings& rankings)
{
    std::printf("    %-20s %.3f / %.3f\n", name.c_str(), mean_reciprocal_rank(rankings), share_among_ten(rankings));
}

Row print_log(const MeetingCase& what, const MeetingModel& shared)
{
    const auto begun = std::chrono::steady_clock::now();
    const MeetingView view(what.contacts, {}, what.people, what.judged);
    const MeetingRefinement own = refined(shared, what.contacts, {}, what.people, what.judged.at, what.judged.horizon);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const auto people = judged_people(what, view, what.name == "mathoverflow" ? 250 : 600);
    std::printf("%s: %zu people, %.2f days ahead; prepared and refined in %.2f s\n", what.name.c_str(), people.size(),
                what.judged.horizon / day, seconds);
    const auto singles = single_measures(what, people);
    for (const Single& single : singles) print_measure(single.name, single.rankings);
    const Rankings shipped = by_model(people, shared);
    const Rankings refined_ones = by_model(people, own.model);
    print_measure("learned, shipped", shipped);
    print_measure("learned, refined", refined_ones);
    const auto& best = *std::ranges::max_element(
        singles, {}, [](const Single& single) { return mean_reciprocal_rank(single.rankings); });
    const double base = mean_reciprocal_rank(best.rankings);
    Row row{mean_reciprocal_rank(refined_ones) / base - 1, relative_difference(refined_ones, best.rankings)};
    std::printf("    best %s; shipped %+.1f %%, refined %+.1f %% [%+.1f, %+.1f]\n", best.name.c_str(),
                100 * (mean_reciprocal_rank(shipped) / base - 1), 100 * row.gain, 100 * row.interval.low,
                100 * row.interval.high);
    std::fflush(stdout);
    return row;
}

/// Weights of sessions of hours and of days and longer.
struct SharedModels {
    MeetingModel session;
    MeetingModel days;
};

/// What all logs but one teach; all, if left_out is cases.size(). The session's start from the others' and are taught
/// by each log as far as it is none of days.
SharedModels shared_models(const std::vector<MeetingCase>& cases, std::size_t left_out)
{
    const Lessons lessons = lessons_but(cases, left_out);
    std::vector<double> of_a_session;
    for (std::size_t place = 0; place < cases.size(); ++place)
        if (place != left_out) of_a_session.push_back(1 - share_of_days(cases[place].judged.horizon / day));
    SharedModels models;
    models.days = fit_meeting_model(lessons);
    models.session = fit_meeting_model(lessons, of_a_session, models.days);
    return models;
}

void print_tables(const std::vector<MeetingCase>& cases)
{
    double sum = 0;
    double worst = 1;
    int enough = 0;
    for (std::size_t place = 0; place < cases.size(); ++place) {
        const SharedModels shared = shared_models(cases, place);
        const Row row =
            print_log(cases[place], blended(shared.session, shared.days, cases[place].judged.horizon / day));
        sum += row.gain;
        worst = std::min(worst, row.gain);
        enough += row.gain >= .05 ? 1 : 0;
    }
    std::printf("mean gain %+.1f %%, worst %+.1f %%, at least +5 %% on %d of %zu\n",
                100 * sum / static_cast<double>(cases.size()), 100 * worst, enough, cases.size());
}

void write_weights(std::ostream& out, const char* name, const MeetingModel& model)
{
    out << "constexpr std::array<double, MeetingModel::size> " << name << " = {\n";
    for (std::size_t column = 0; column < MeetingModel::size; ++column)
        out << "    " << exact(model.weight[column]) << ",  // " << meeting_evidence[column].name << "\n";
    out << "};\n";
}

void ship_meetings(const std::vector<MeetingCase>& cases, const std::string& file)
{
    const SharedModels models = shared_models(cases, cases.size());
    std::ofstream out(file);
    out << "// Written by benchmarks/evaluation/introductions.cpp from the logs named there; not by hand.\n"
           "#include <tertius/introductions/meeting_model.hpp>\n\nnamespace tertius {\n\nnamespace {\n\n"
           "// clang-format off\n";
    write_weights(out, "weights_in_a_session", models.session);
    out << "\n";
    write_weights(out, "weights_over_days", models.days);
    out << "// clang-format on\n\n}  // namespace\n\n"
           "MeetingModel shipped_meeting_model(double horizon_days)\n{\n"
           "    const std::string origin = \"shipped weights, fitted on "
        << cases.size()
        << " public logs\";\n"
           "    return blended({weights_in_a_session, origin}, {weights_over_days, origin}, horizon_days);\n}\n\n"
           "}  // namespace tertius\n";
}

}  // namespace

int main(int count, char** words)
{
    const bool shipping = count == 4 && std::string(words[2]) == "--ship";
    if (count != 2 && !shipping) {
        std::cerr << "usage: evaluate_introductions DATA [--ship FILE]\n";
        return 2;
    }
    std::vector<MeetingCase> cases;
    for (const char* name : log_names) cases.push_back(prepare_meetings(std::filesystem::path(words[1]) / name));
    if (shipping)
        ship_meetings(cases, words[3]);
    else
        print_tables(cases);
    return 0;
}
