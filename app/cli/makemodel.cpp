// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/makemodel.h"

#include "app/cli/values.h"
#include "core/network/architectures/bottlenecknetwork.h"
#include "core/network/architectures/mobilenetwork.h"
#include "core/network/architectures/publishedshapes.h"
#include "core/network/onnx/onnxwriter.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace vsq::cli {

namespace {

struct Model {
    std::string name;
    std::function<Graph(const WeightSource &)> build;
};

const std::vector<Model> &models()
{
    static const std::vector<Model> list{
        {"bert-tiny-128", [](const WeightSource &seed) { return buildBert(bertTinyShape(128), seed); }},
        {"bert-base-128", [](const WeightSource &seed) { return buildBert(bertBaseShape(128), seed); }},
        {"bert-base-384", [](const WeightSource &seed) { return buildBert(bertBaseShape(384), seed); }},
        {"bert-large-128", [](const WeightSource &seed) { return buildBert(bertLargeShape(128), seed); }},
        {"bert-large-384", [](const WeightSource &seed) { return buildBert(bertLargeShape(384), seed); }},
        {"deit-tiny", [](const WeightSource &seed) { return buildVisionTransformer(deitShape(192), seed); }},
        {"deit-small", [](const WeightSource &seed) { return buildVisionTransformer(deitShape(384), seed); }},
        {"deit-base", [](const WeightSource &seed) { return buildVisionTransformer(deitShape(768), seed); }},
        {"resnet50", [](const WeightSource &seed) { return buildBottleneckNetwork({}, seed); }},
        {"mobilenet-v2", [](const WeightSource &seed) { return buildMobileNetwork({}, seed); }},
    };
    return list;
}

class MakeModelCommand final : public Command {
public:
    std::string name() const override { return "make-model"; }
    std::string summary() const override { return "Write a well-known network at its true shapes, with random weights"; }
    std::string details() const override
    {
        return "The weights are random but determined by the seed: the network is for timing and loading, not for answers.\n\n"
               "Examples:\n"
               "  vsq make-model bert-base-128 --out bert.onnx\n"
               "  vsq make-model resnet50 --out resnet50.onnx --seed 7";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("name", m_name, joined(names()))->required()->type_name("NAME");
        app.add_option("--out", m_out, "The network")->required()->type_name("FILE.onnx");
        app.add_option("--seed", m_seedText, "Seed of the weights (default 1)");
    }

    void check() override
    {
        m_index = choiceOf("NAME", m_name, names());
        m_seed = static_cast<std::uint64_t>(integerOf("--seed", m_seedText, 0, std::int64_t{1} << 62));
    }

    void run(const Session &session) override
    {
        const Graph graph = models()[m_index].build({m_seed, session.stop});
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        writeOnnx(graph, m_out, {}, session.stop);
    }

private:
    static std::vector<std::string> names()
    {
        std::vector<std::string> list;
        for (const Model &model : models()) {
            list.push_back(model.name);
        }
        return list;
    }

    std::string m_name;
    std::string m_out;
    std::string m_seedText = "1";
    std::size_t m_index = 0;
    std::uint64_t m_seed = 1;
};

} // namespace

std::unique_ptr<Command> makeMakeModelCommand()
{
    return std::make_unique<MakeModelCommand>();
}

} // namespace vsq::cli
