#include <tertius/clusters/consensus_clusters.hpp>
