// SPDX-License-Identifier: GPL-3.0-or-later
// What happens in a fine-tuning, as it happens: sentences for people, or a line of JSON each for a program that watches.
#pragma once

#include "app/train/tuningreport.h"

#include <chrono>

namespace vsq::cli {

class TuningProgress {
public:
    /// asJson: every line is an object whose "event" is one of those below, to the console's messages.
    TuningProgress(Console &console, bool asJson) : m_console(console), m_asJson(asJson) {}

    /// "start": what the network does before, on how many items, and the recipe.
    void start(const TuningReport &report, std::int64_t training, std::int64_t validation);
    /// The callbacks of one fine-tuning: "note", "resumed", "step" (at most twenty a second), "epoch", "movement".
    void watch(TuningOptions &options, double density, bool several);

private:
    void emit(const char *event, Json fields);
    void tell(const TuningEpoch &epoch, std::int64_t epochs, double density, bool several);

    Console &m_console;
    bool m_asJson;
    std::chrono::steady_clock::time_point m_told{};
};

} // namespace vsq::cli
