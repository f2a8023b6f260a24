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
    /// What to learn from: of a folder of IDX files the training set, else the same data as load() gives.
    [[nodiscard]] Dataset loadTraining(const Graph &graph, Console &console) const;
    /// Other data, whole, with the same vocabulary.
    [[nodiscard]] Dataset loadOther(const std::string &path, const Graph &graph, Console &console) const;
    [[nodiscard]] const std::string &path() const { return m_path; }

    /// What DATA may be, for `vsq help`.
    static const char *const kHelp;

private:
    [[nodiscard]] static Dataset load(const std::string &path, const Graph &graph, Console &console,
                                      const DatasetOptions &options);

    std::string m_path;
    std::string m_limit;
    DatasetOptions m_options;
};

} // namespace vsq::cli
