#include <tertius/graph/freeze.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <iostream>

int main()
{
    using Weight = boost::property<boost::edge_weight_t, double>;
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, Weight> friends(3);
    boost::add_edge(0, 1, 2.5, friends);
    boost::add_edge(1, 2, 1.0, friends);

    const auto graph = tertius::freeze(friends, boost::get(boost::edge_weight, friends));
    std::cout << graph.size() << " people, " << graph.tie_count() << " ties\n";
}
