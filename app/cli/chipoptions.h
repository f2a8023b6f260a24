// SPDX-License-Identifier: GPL-3.0-or-later
// The options that say what the accelerator is like and which instructions compute it.
#pragma once

#include "core/chip/config.h"
#include "core/engine/engine.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vsq::cli {

class ChipOptions {
public:
    void declare(CLI::App &app);
    /// Throws UsageError for what the arguments alone make wrong.
    void check() const;
    /// As check(), for a command that reports a network's values alone: throws UsageError where --set or --voltage names a field
    /// that cannot change them; onChip: with the chip's integers. A chip's file (--chip) may say more than the command needs.
    void checkValuesOnly(bool onChip) const;
    /// Defaults, then --chip's file, then --set and --voltage. Throws Error for the file.
    [[nodiscard]] ChipConfig config() const;
    [[nodiscard]] EngineOptions engine(std::stop_token stop) const;
    /// Holds the whole program to --threads for as long as it lives; null where the option is not given.
    [[nodiscard]] std::shared_ptr<void> limitThreads() const;

private:
    void apply(ChipConfig &config) const;

    std::string m_file;
    std::vector<std::string> m_fields;
    std::string m_voltage;
    std::string m_isa;
    std::string m_threads;
};

} // namespace vsq::cli
