#include "support/diary.hpp"

#include <tertius/store/store.hpp>

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>

// Writes to a store until it is killed (see killed_test.cpp), and says a character whenever something is safe:
//
//     store_writer PATH diary         one entry after the other, for ever
//     store_writer PATH import COUNT  so many entries at once
//     store_writer PATH erase         Zoe

using namespace tertius;

namespace {

void say(char what)
{
    if (write(STDOUT_FILENO, &what, 1) != 1) std::exit(1);
}

void write_diary(Store& store)
{
    for (std::size_t entry = store.apart().interactions().time.size();; ++entry) {
        store.append(test::diary(entry, 1));
        say('.');
    }
}

void write_at_once(Store& store, std::size_t count)
{
    const Network network = test::diary(0, count);
    say('b');
    store.append(network);
    say('.');
}

/// What she does is told now, so that it is in the journal when she goes.
void erase(Store& store)
{
    store.append(test::zoes_work());
    say('b');
    store.erase(test::diary_people[6].key);
    say('.');
}

}  // namespace

int main(int count, char** words)
{
    if (count < 3) return 2;
    try {
        Store store(words[1]);
        const std::string task = words[2];
        if (task == "diary") write_diary(store);
        if (task == "import") write_at_once(store, std::stoul(words[3]));
        if (task == "erase") erase(store);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
