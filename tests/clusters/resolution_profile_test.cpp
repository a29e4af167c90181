#include <tertius/clusters/resolution_profile.hpp>
