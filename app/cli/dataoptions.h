// SPDX-License-Identifier: GPL-3.0-or-later
// The options that name data and say how much of them.
#pragma once

#include "app/cli/console.h"
#include "core/data/dataset.h"

#include <string>

namespace CLI {
class App;
}

namespace vsq::cli {

class DataOptions {
public:
    void declare(CLI::App &app);
    /// Throws UsageError for what the arguments alone make wrong.
    void check();
    /// realLabels: a metric wants real numbers, not classes. What may be wrong with the data goes to the console. Throws Error
    /// for the data.
    [[nodiscard]] Dataset load(const Graph &graph, Console &console, bool realLabels = false) const;
    [[nodiscard]] const std::string &path() const { return m_path; }

    /// What DATA may be, for `vsq help`.
    static const char *const kHelp;

private:
    std::string m_path;
    std::string m_limit;
    DatasetOptions m_options;
};

} // namespace vsq::cli
