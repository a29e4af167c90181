#include <tertius/tertius.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <iostream>

int main()
{
    using Weight = boost::property<boost::edge_weight_t, double>;
    using Colleagues = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, Weight>;
    Colleagues colleagues(6);  // two teams of three, and one person of each who know each other
    for (const auto& [a, b] : {std::pair(0, 1), {0, 2}, {1, 2}, {3, 4}, {3, 5}, {4, 5}})
        boost::add_edge(a, b, 1.0, colleagues);
    boost::add_edge(2, 3, 0.5, colleagues);

    const auto graph = tertius::freeze(colleagues, boost::get(boost::edge_weight, colleagues));
    const auto clusters = tertius::detect_clusters(graph, {.resolution = 1.0, .seed = 7});
    std::cout << graph.size() << " people in " << clusters.count() << " clusters\n";
    for (const auto& broker : tertius::brokers(graph, clusters.partition()))
        std::cout << "person " << broker.person << " stands between " << broker.clusters << " of them\n";
    for (const auto& row : tertius::people_to_meet(graph, 0, {.limit = 1}))
        std::cout << "person 0 should meet " << row.other << ", through " << row.introducer << "\n";
}
