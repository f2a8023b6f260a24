// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/modeloption.h"

#include "app/cli/values.h"
#include "core/base/error.h"
#include "core/network/inputshapes.h"
#include "core/network/weights/architecture.h"

#include <CLI/CLI.hpp>

namespace vsq::cli {

void ModelOption::declare(CLI::App &app)
{
    app.add_option("model", m_path, "Network (.onnx), or weights of a known architecture (.safetensors, .npz)")
        ->required()
        ->type_name("MODEL");
    declareDetails(app);
}

void ModelOption::declareDetails(CLI::App &app)
{
    app.add_option("--shape", m_shapeTexts, "Sizes of an input whose dimensions the file leaves open; may be repeated")
        ->type_name("INPUT=D,D,...")
        ->type_size(1)
        ->allow_extra_args(false);
    app.add_option("--architecture", m_architecture,
                   "What the weights are of: " + joined(architectureNames()) + " (default: found by their names)")
        ->type_name("NAME");
    app.add_option("--external-data", m_externalData,
                   "Folder that weights outside the .onnx file may lie in besides its own, also where links lead (a Hugging Face "
                   "cache has them in blobs)")
        ->type_name("FOLDER");
}

void ModelOption::check()
{
    try {
        m_shapes = inputShapesFromTexts(m_shapeTexts);
    } catch (const Error &error) {
        throw UsageError(error.what());
    }
    if (!m_architecture.empty()) {
        static_cast<void>(choiceOf("--architecture", m_architecture, architectureNames()));
    }
}

LoadedNetwork ModelOption::load(const Session &session, Weights weights) const
{
    return load(m_path, session, weights);
}

LoadedNetwork ModelOption::load(const std::string &path, const Session &session, Weights weights) const
{
    LoadOptions options(weights);
    options.shapes = m_shapes;
    options.architecture = m_architecture;
    options.externalData = m_externalData;
    LoadedNetwork network = loadNetwork(path, options, session.job());
    for (const std::string &note : network.notes) {
        session.console.message(note);
    }
    return network;
}

} // namespace vsq::cli
