#pragma once

#include <tertius/graph/parallel.hpp>

#include <pybind11/pybind11.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>

namespace tertius::python {

/// How a long call is to run, as Python says it.
struct Run {
    pybind11::object progress = pybind11::none();  ///< None, or called with the share done
    int threads = 0;                               ///< 0: all the process may use
};

/// Lets pending signals act and tells `progress` how far the call is. Throws what either raises.
inline void attend(const pybind11::object& progress, double share)
{
    const pybind11::gil_scoped_acquire gil;
    if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
    if (!progress.is_none()) progress(share);
}

/// Runs work(execution) on a thread of its own, without the GIL, and returns what it returns.
///
/// The calling thread only waits, and looks up every 50 ms: so Ctrl-C is answered, `progress` is always called
/// from here, and whatever either raises comes out after the work has stopped. The work must not touch Python.
template <class Work>
auto run(const Run& how, Work work)
{
    using Value = std::invoke_result_t<Work&, const Execution&>;
    std::stop_source stop;
    std::atomic<double> share{0};
    const Execution execution{how.threads, stop.get_token(), [&](double done) { share.store(done); }};
    std::packaged_task<Value()> task([&] { return work(execution); });
    auto result = task.get_future();

    const pybind11::gil_scoped_release release;
    std::jthread worker(std::ref(task));
    try {
        double told = 0;  // workers may report out of turn
        while (result.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready)
            attend(how.progress, told = std::max(told, share.load()));
        worker.join();
        Value value = result.get();
        attend(how.progress, 1.0);
        return value;
    } catch (...) {
        stop.request_stop();
        if (worker.joinable()) worker.join();
        throw;
    }
}

}  // namespace tertius::python
