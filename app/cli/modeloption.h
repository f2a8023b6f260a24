// SPDX-License-Identifier: GPL-3.0-or-later
// The argument that names a network, with what may have to be said about it: shapes of inputs, the architecture of weights.
#pragma once

#include "app/cli/command.h"
#include "core/run/loadnetwork.h"

#include <map>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vsq::cli {

class ModelOption {
public:
    void declare(CLI::App &app);
    /// The other options of a model alone, for a command that takes the file under another name.
    void declareDetails(CLI::App &app);
    /// Throws UsageError for a shape that is none.
    void check();

    [[nodiscard]] const std::string &path() const { return m_path; }
    /// Throws as loadNetwork(); what there is to know of the file goes to the console.
    [[nodiscard]] LoadedNetwork load(const Session &session, Weights weights = Weights::MustBeFinite) const;
    [[nodiscard]] LoadedNetwork load(const std::string &path, const Session &session, Weights weights) const;

private:
    std::string m_path;
    std::string m_architecture;
    std::string m_externalData;
    std::vector<std::string> m_shapeTexts;
    std::map<std::string, Shape> m_shapes;
};

} // namespace vsq::cli
