// Written by benchmarks/evaluation/introductions.cpp from the logs named there; not by hand.
#include <tertius/introductions/meeting_model.hpp>

namespace tertius {

namespace {

// clang-format off
constexpr std::array<double, MeetingModel::size> weights_in_a_session = {
    0.17943506613350665,  // shared contacts
    0.155793792208123,  // close ties
    0.16201726897613472,  // ties in use
    0.19440300628662732,  // ties of the moment
    0,  // passed on
    0.11391459763146924,  // passed back
    0.11237966199499354,  // seen by contacts
    0.36459439059710685,  // wider circle
    0.1546565582063407,  // their wider circle
    0.1537393966641912,  // opening up
    0.15261251139615917,  // seeking and sought
    0.19347572738484875,  // active now
    0.283018366313268,  // just seen
    0.3578013505820476,  // newcomer
    0.09001220006280232,  // same company
    0.11130517568713993,  // same conversation
    0.15306425405286878,  // same clusters
};

constexpr std::array<double, MeetingModel::size> weights_over_days = {
    0.2439797581642188,  // shared contacts
    0.1627658217673864,  // close ties
    0.1654289281173775,  // ties in use
    0.21065787060739324,  // ties of the moment
    0.07003186293809785,  // passed on
    0.14100636551299067,  // passed back
    0.1477422626627254,  // seen by contacts
    0.32134586256139164,  // wider circle
    0.25122836527917464,  // their wider circle
    0.1477343813705054,  // opening up
    0.13415531431936528,  // seeking and sought
    0.15122813168301266,  // active now
    0.1956792660151205,  // just seen
    0.3069608628608749,  // newcomer
    0.12514597018473142,  // same company
    0.15275575664013782,  // same conversation
    0.15048876080850415,  // same clusters
};
// clang-format on

}  // namespace

MeetingModel shipped_meeting_model(double horizon_days)
{
    const std::string origin = "shipped weights, fitted on 9 public logs";
    return blended({weights_in_a_session, origin}, {weights_over_days, origin}, horizon_days);
}

}  // namespace tertius
