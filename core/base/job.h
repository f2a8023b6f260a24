// SPDX-License-Identifier: GPL-3.0-or-later
// What long work is handed: a way to say how far it is and a way to be told to stop.
#pragma once

#include "core/base/error.h"
#include "core/base/mappedfile.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace vsq {

struct JobContext {
    std::stop_token stop;
    /// Called from the working thread with (done, total, what is being done); may be empty.
    std::function<void(std::int64_t done, std::int64_t total, const std::string &step)> progress;

    void report(std::int64_t done, std::int64_t total, const std::string &step = {}) const
    {
        if (progress) {
            progress(done, total, step);
        }
    }
    /// Throws Cancelled when asked to stop, Error when the work looks at a file that lost what it looked at.
    void check() const
    {
        MappedFile::requireNothingLost();
        if (stop.stop_requested()) {
            throw Cancelled();
        }
    }
};

} // namespace vsq
