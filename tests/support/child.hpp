#pragma once

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace tertius::test {

/// Another program that runs beside this one, and what it says.
class Child {
public:
    explicit Child(std::vector<std::string> command)
    {
        int ends[2];
        if (pipe(ends) != 0) throw std::runtime_error("no pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        posix_spawn_file_actions_addclose(&actions, ends[1]);
        std::vector<char*> words;
        for (std::string& word : command) words.push_back(word.data());
        words.push_back(nullptr);
        const int failed = posix_spawn(&process_, words[0], &actions, nullptr, words.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        says_ = ends[0];
        if (failed != 0) throw std::runtime_error("cannot start " + command[0]);
    }
    ~Child()
    {
        kill();
        close(says_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// The next character it says; 0 if it says no more.
    char hear() const
    {
        char what = 0;
        return read(says_, &what, 1) == 1 ? what : '\0';
    }

    /// Ends it here and now, as `kill -9` does, and returns what it had said and nobody heard.
    std::string kill()
    {
        if (process_ == 0) return {};
        ::kill(process_, SIGKILL);
        return waited();
    }

    /// What it says until it ends by itself.
    std::string waited()
    {
        std::string said;
        while (const char what = hear()) said += what;
        waitpid(process_, nullptr, 0);
        process_ = 0;
        return said;
    }

private:
    pid_t process_ = 0;
    int says_ = -1;
};

}  // namespace tertius::test
