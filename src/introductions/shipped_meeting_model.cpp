#include <tertius/introductions/meeting_model.hpp>

namespace tertius {

const MeetingModel& shipped_meeting_model()
{
    static const MeetingModel model{{.32, .13, .15, .26, .18, .41, .23, .13, .16, .13, .22, .43, .10, .17, .21}, "x"};
    return model;
}

}  // namespace tertius
