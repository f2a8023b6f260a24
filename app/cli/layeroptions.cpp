// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/layeroptions.h"

#include "app/cli/modelinputs.h"
#include "app/cli/values.h"
#include "core/base/nearestname.h"
#include "core/base/random.h"
#include "core/data/iteminputs.h"
#include "core/data/slice.h"
#include "core/run/chipmode.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace vsq::cli {

const Layer &findLayer(const std::string &path, const std::vector<Layer> &layers, const std::string &name)
{
    const auto found = std::find_if(layers.begin(), layers.end(), [&](const Layer &layer) { return layer.name == name; });
    if (found == layers.end()) {
        std::vector<std::string> names;
        for (const Layer &layer : layers) {
            names.push_back(layer.name);
        }
        const std::string nearest = nearestName(name, names);
        throw Error({.file = path, .item = "layer '" + name + "'"}, "no matrix product of the network has that name",
                    nearest.empty() ? "one that vsq info lists" : "one that vsq info lists (nearest: '" + nearest + "')",
                    "'" + name + "'");
    }
    if (!found->onChip) {
        throw Error({.file = path, .item = "layer '" + name + "'"}, "the layer runs on the host", "a layer on the chip",
                    found->reason);
    }
    return *found;
}

TensorMap inputsFor(const std::string &path, const Graph &graph, const Session &session)
{
    if (!path.empty()) {
        return readInputs(path, graph);
    }
    session.console.message("Inputs: seeded (normal, deviation 1; whole numbers 1), since no --inputs are given.");
    TensorMap inputs;
    Random random(1);
    for (const ValueInfo &input : graph.inputs) {
        Shape shape = input.shape;
        std::replace_if(
            shape.begin(), shape.end(), [](std::int64_t d) { return d < 0; }, 1);
        const bool real = input.type == DType::Float32 || input.type == DType::Float16 || input.type == DType::BFloat16
                          || input.type == DType::Float64;
        Tensor tensor(real ? DType::Float32 : DType::Int64, shape);
        if (real) {
            for (float &value : tensor.mutableValues<float>()) {
                value = static_cast<float>(random.normal());
            }
        } else {
            std::ranges::fill(tensor.mutableValues<std::int64_t>(), 1);
        }
        inputs.emplace(input.name, convertTo(tensor, input.type));
    }
    return inputs;
}

OpenedChip OpenedNetwork::open(const std::string &name, std::int64_t product) const
{
    const LayerData *data = record.product(name, product);
    if (data == nullptr) {
        std::int64_t count = 0;
        while (record.product(name, count) != nullptr) {
            ++count;
        }
        throw Error({.file = network.graph->sourceFile, .item = "layer '" + name + "'"}, "product",
                    count > 0 ? fmt::format("0 .. {}", count - 1) : "one on the chip", std::to_string(product));
    }
    return {network.graph, std::shared_ptr<const LayerData>(std::shared_ptr<void>(), data), config, scales.get()};
}

void LayerOptions::declare(CLI::App &app)
{
    m_model.declare(app);
    app.add_option("--layer", m_layer, "Layer, by the name that vsq info shows")->required()->type_name("NAME");
    app.add_option("--product,--index", m_productText, "Which of the layer's products (head, group; default 0)")->type_name("I");
    app.add_option("--inputs", m_inputs, "Inputs by name (default: seeded)")->type_name("X.npz");
    app.add_option("--data", m_data, "Inputs from an item of data, as vsq eval takes them")->type_name("DATA");
    app.add_option("--item", m_itemText, "Which item of --data (default 0)")->type_name("I");
    app.add_option("--vocab", m_vocabulary, "BERT's vocabulary for a table of texts (default: vocab.txt beside it)")
        ->type_name("vocab.txt");
    m_format.declare(app);
    m_scales.declare(app);
    m_chip.declare(app);
}

void LayerOptions::check()
{
    m_model.check();
    m_number = m_scales.format(m_format);
    if (!modeOf(m_number)) {
        throw UsageError(fmt::format("the chip has no such format ({}): give vsq, int4 or int8", describe(m_number)));
    }
    if (!m_data.empty() && !m_inputs.empty()) {
        throw UsageError("--inputs and --data contradict each other: one of them gives the inputs");
    }
    if (m_data.empty() && (m_itemText != "0" || !m_vocabulary.empty())) {
        throw UsageError("--item and --vocab go with --data");
    }
    m_item = integerOf("--item", m_itemText, 0, std::int64_t{1} << 40);
    m_product = integerOf("--product", m_productText, 0, std::int64_t{1} << 40);
    m_chip.check();
}

OpenedNetwork LayerOptions::run(const Session &session, bool before) const
{
    OpenedNetwork opened;
    opened.config = m_chip.config();
    opened.network = m_model.load(session);
    const auto &graph = opened.network.graph;
    opened.layer = findLayer(m_model.path(), opened.network.layers, m_layer);
    opened.scales = m_scales.read(*graph, m_model.path(), m_number);
    BackendOptions options;
    options.format = m_number;
    options.config = opened.config;
    options.engine = m_chip.engine(session.stop);
    options.scales = opened.scales;
    RecordOptions wanted;
    wanted.until = m_layer;
    if (!before) {
        wanted.products = [this](const std::string &name) { return name == m_layer; };
    }
    const std::shared_ptr<void> limit = m_chip.limitThreads();
    TensorMap inputs;
    if (m_data.empty()) {
        inputs = inputsFor(m_inputs, *graph, session);
    } else {
        DatasetOptions how;
        how.limit = m_item + 1;
        how.vocabulary = m_vocabulary;
        const Dataset data = loadDataset(m_data, *graph, how);
        if (m_item >= data.size()) {
            throw Error({.file = m_data, .item = "--item"}, "item", fmt::format("0 .. {}", data.size() - 1),
                        std::to_string(m_item));
        }
        inputs = itemInputs(*graph, &data, m_item);
        opened.tokens = data.tokens(m_item);
        if (static_cast<std::int64_t>(opened.tokens.size()) != opened.layer.n) {
            opened.tokens.clear(); // of a layer whose rows are no tokens
        }
    }
    opened.record = recordRun(graph, opened.network.layers, inputs, options, wanted, session.job());
    return opened;
}

} // namespace vsq::cli
