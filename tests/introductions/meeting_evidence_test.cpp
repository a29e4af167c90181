#include "support/logs.hpp"

#include <tertius/clusters/detect_clusters.hpp>
#include <tertius/introductions/meeting_evidence.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <cmath>
#include <map>
#include <set>

using namespace tertius;
using Catch::Approx;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr double horizon = 30.0 * test::day;
constexpr Time at = 200 * test::day;

/// Everything by its formula, in dense matrices.
class Twin {
public:
    Twin(const std::vector<test::Event>& events, PersonId size) : size_(size)
    {
        for (const auto& event : events)
            if (event.time <= at) seen_.push_back(event);
        count_ = weights([](double) { return 1.0; });
        sent_ = MatrixXd::Zero(size, size);
        for (const auto& event : seen_) sent_(event.from, event.to) += 1;
        sent_ = log1p(sent_);
    }

    [[nodiscard]] bool stranger(PersonId p, PersonId c) const
    {
        return p != c && count_(p, c) == 0 && shared(p, c) > 0;
    }

    [[nodiscard]] double value(int column, PersonId p, PersonId c) const
    {
        const MatrixXd known = count_.cwiseMin(1);
        const VectorXd degree = known.rowwise().sum();
        switch (column) {
            case 0:
                return std::log(shared(p, c));
            case 1:
                return std::log(1e-9 + allocated(log1p(count_), p, c));
            case 2:
                return std::log(1e-6 + allocated(log1p(fading(1)), p, c));
            case 3:
                return std::log(1e-6 + allocated(log1p(fading(.1)), p, c));
            case 4:
                return std::log(1e-5 + passed(sent_, p, c));
            case 5:
                return std::log(1e-5 + passed(sent_.transpose(), p, c));
            case 6: {
                double sum = 0;
                for (PersonId m = 0; m < size_; ++m)
                    if (known(p, m) * known(m, c) > 0) sum += std::exp2(-silence(m, c)) / degree[m];
                return std::log(1e-4 + sum);
            }
            case 7: {
                const MatrixXd step = stochastic(log1p(fading(4)));
                return std::log(1e-9 + (step * step * step)(p, c));
            }
            case 8: {
                const MatrixXd step = stochastic(known);
                return std::log(1e-9 + (step * step * step)(c, p));
            }
            case 9:
                return std::log((begun(c, 1, true, true) + .1) / (activity(c, 1) + 1));
            case 10: {
                const double own = (begun(p, 2, true, false) + .05) / (begun(p, 2, true, true) + .1);
                return std::log(own * (begun(c, 2, false, true) + .05) + (1 - own) * (begun(c, 2, true, false) + .05));
            }
            case 11:
                return std::log(.01 + activity(c, .1));
            case 12:
                return -std::log(.01 + ages(c).first);
            case 13:
                return -std::log(.01 + ages(c).second);
            case 14:
                return std::log(.02 + together(p, c, horizon / 50, true));
            case 15:
                return std::log(.1 + together(p, c, 1, false));
            default:
                return std::nan("");
        }
    }

private:
    static MatrixXd log1p(const MatrixXd& sums)
    {
        return sums.unaryExpr([](double sum) { return std::log1p(sum); });
    }
    static double age(const test::Event& event) { return static_cast<double>(at - event.time) / horizon; }

    template <class Of>
    [[nodiscard]] MatrixXd weights(const Of& of) const
    {
        MatrixXd result = MatrixXd::Zero(size_, size_);
        for (const auto& event : seen_) {
            result(event.from, event.to) += of(age(event));
            result(event.to, event.from) += of(age(event));
        }
        return result;
    }
    [[nodiscard]] MatrixXd fading(double half_life) const
    {
        return weights([&](double age) { return std::exp2(-age / half_life); });
    }
    static MatrixXd stochastic(const MatrixXd& sums)
    {
        return sums.rowwise().sum().cwiseMax(1e-300).cwiseInverse().asDiagonal() * sums;
    }
    [[nodiscard]] double shared(PersonId p, PersonId c) const
    {
        return count_.row(p).cwiseMin(1).dot(count_.row(c).cwiseMin(1));
    }
    static double allocated(const MatrixXd& sums, PersonId p, PersonId c)
    {
        return sums.row(p) * stochastic(sums).col(c);
    }
    [[nodiscard]] double passed(const MatrixXd& ways, PersonId p, PersonId c) const
    {
        const VectorXd all = (sent_ + sent_.transpose()).rowwise().sum().cwiseMax(1e-300);
        return ways.row(p) * all.cwiseInverse().asDiagonal() * ways.col(c);
    }
    [[nodiscard]] double silence(PersonId a, PersonId b) const
    {
        double last = 1e9;
        for (const auto& event : seen_)
            if (std::minmax(event.from, event.to) == std::minmax(a, b)) last = std::min(last, age(event));
        return last;
    }
    [[nodiscard]] double activity(PersonId person, double half_life) const
    {
        double sum = 0;
        for (const auto& event : seen_)
            if (event.from == person || event.to == person) sum += std::exp2(-age(event) / half_life);
        return sum;
    }
    [[nodiscard]] std::pair<double, double> ages(PersonId person) const  // of the last contact and the first
    {
        std::pair result(1e9, 0.0);
        for (const auto& event : seen_)
            if (event.from == person || event.to == person)
                result = {std::min(result.first, age(event)), std::max(result.second, age(event))};
        return result;
    }
    /// New ties of a person that they began, or the other did.
    [[nodiscard]] double begun(PersonId person, double half_life, bool by_them, bool by_other) const
    {
        std::map<std::pair<PersonId, PersonId>, test::Event> first;
        for (const auto& event : seen_) {
            const auto place = first.try_emplace(std::minmax(event.from, event.to), event).first;
            if (event.time < place->second.time) place->second = event;
        }
        double sum = 0;
        for (const auto& [pair, event] : first)
            if ((by_them && event.from == person) || (by_other && event.to == person))
                sum += std::exp2(-age(event) / half_life);
        return sum;
    }
    [[nodiscard]] double together(PersonId p, PersonId c, double window, bool ageing) const
    {
        std::map<std::pair<std::int64_t, PersonId>, std::set<PersonId>> gatherings;
        for (const auto& event : seen_) {
            const auto ago = static_cast<std::int64_t>(static_cast<double>(at - event.time) / window);
            gatherings[{ago, event.from}].insert(event.to);
            gatherings[{ago, event.to}].insert(event.from);
        }
        double sum = 0;
        for (const auto& [place, people] : gatherings)
            if (people.contains(p) && people.contains(c))
                sum += (ageing ? std::exp2(-static_cast<double>(place.first) / 100) : 1.0) /
                       std::log(1.7 + static_cast<double>(people.size()));
        return sum;
    }

    PersonId size_;
    std::vector<test::Event> seen_;
    MatrixXd count_;
    MatrixXd sent_;
};

Strangers strangers_of(const std::vector<test::Event>& events, PersonId size, PersonId person)
{
    const auto known = contacts(test::log_of(events));
    const MeetingView view(known, {}, size, {at, horizon});
    return StrangerReader(view).read(person);
}

VectorXd standardised(VectorXd values)
{
    values.array() -= values.mean();
    const double deviation = std::sqrt(values.squaredNorm() / static_cast<double>(values.size())) + 1e-4;
    return (values / deviation).cwiseMax(-4.0).cwiseMin(4.0);
}

}  // namespace

TEST_CASE("each piece of evidence on a stranger equals its formula", "[introductions][meeting_evidence]")
{
    const PersonId size = 25;
    const auto seed = GENERATE(std::uint64_t{1}, std::uint64_t{2});
    const auto events = test::office_log(size, seed);
    const Twin twin(events, size);
    for (const PersonId person : {PersonId{0}, PersonId{7}, PersonId{24}}) {
        const Strangers strangers = strangers_of(events, size, person);
        std::vector<PersonId> expected;
        for (PersonId other = 0; other < size; ++other)
            if (twin.stranger(person, other)) expected.push_back(other);
        REQUIRE(strangers.others == expected);
        REQUIRE(expected.size() > 5);
        for (int column = 0; column + 1 < Strangers::columns; ++column) {
            VectorXd values(static_cast<Eigen::Index>(expected.size()));
            for (std::size_t row = 0; row < expected.size(); ++row)
                values[static_cast<Eigen::Index>(row)] = twin.value(column, person, expected[row]);
            CAPTURE(person, column);
            CHECK((strangers.values.col(column) - standardised(values)).cwiseAbs().maxCoeff() < 1e-3);
        }
    }
}

TEST_CASE("somebody of one's own cluster is nearer than somebody of another", "[introductions][meeting_evidence]")
{
    // Two rings of five with chords to all but the person two places on; 0 knows 5, of the other ring.
    std::vector<test::Event> events;
    for (const PersonId ring : {PersonId{0}, PersonId{5}})
        for (PersonId a = 0; a < 5; ++a)
            for (PersonId b = a + 1; b < 5; ++b)
                if (!(a == 0 && b == 2)) events.push_back({ring + a, ring + b, at - test::day});
    events.push_back({0, 5, at - test::day});
    const Strangers strangers = strangers_of(events, 10, 0);
    REQUIRE(strangers.others == std::vector<PersonId>{2, 6, 8, 9});
    const auto clusters = strangers.values.col(Strangers::columns - 1);
    CHECK(clusters[0] > clusters[1]);
    CHECK(clusters[1] == Approx(clusters[2]));
}

TEST_CASE("a declared tie makes two people known to each other without any contact",
          "[introductions][meeting_evidence]")
{
    const std::vector<PersonPair> declared{{0, 1}, {1, 2}, {2, 0}, {2, 3}};
    const MeetingView view({}, declared, 4, {at, horizon});
    const Strangers strangers = StrangerReader(view).read(0);
    CHECK(strangers.others == std::vector<PersonId>{3});
    CHECK(strangers.values.isZero());  // a single stranger is average in everything
    CHECK(StrangerReader(view).read(2).others.empty());
}

TEST_CASE("later contacts are not looked at", "[introductions][meeting_evidence]")
{
    auto events = test::office_log(15, 5);
    const Strangers before = strangers_of(events, 15, 3);
    events.push_back({3, before.others.front(), at + 1});
    const Strangers after = strangers_of(events, 15, 3);
    CHECK(before.others == after.others);
    CHECK(before.values == after.values);
}
