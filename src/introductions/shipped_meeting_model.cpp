// Written by benchmarks/evaluation/introductions.cpp from the logs named there; not by hand.
#include <tertius/introductions/meeting_model.hpp>

namespace tertius {

namespace {

// clang-format off
MeetingModel fitted_model()
{
    MeetingModel model;
    model.weight = {
        0.2439730399685672,  // shared contacts
        0.16274907774450154,  // close ties
        0.165433258019869,  // ties in use
        0.21081182283185146,  // ties of the moment
        0.06984823270864113,  // passed on
        0.14072415732878527,  // passed back
        0.14777039396597103,  // seen by contacts
        0.32117880147664646,  // wider circle
        0.2511722546398677,  // their wider circle
        0.14770666976087646,  // opening up
        0.13435499764316483,  // seeking and sought
        0.15117502279513653,  // active now
        0.1956247029805849,  // just seen
        0.306871181995835,  // newcomer
        0.12506103758437048,  // same company
        0.1527014176773724,  // same conversation
        0.15148811368439408,  // same clusters
    };
    model.origin = "shipped weights, fitted on 9 public logs";
    return model;
}
// clang-format on

}  // namespace

const MeetingModel& shipped_meeting_model()
{
    static const MeetingModel model = fitted_model();
    return model;
}

}  // namespace tertius
