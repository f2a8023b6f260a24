// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/softmax.h"

#include "app/cli/chipoptions.h"
#include "core/chip/softmax.h"
#include "core/tensor/floatrange.h"
#include "core/tensor/npy.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vsq::cli {

namespace {

/// At least one axis and one element, no NaN.
Tensor readScores(const std::string &path)
{
    Tensor scores = readNpy(path);
    if (scores.rank() == 0 || scores.size() == 0) {
        throw Error({.file = path, .item = {}}, "scores", "an array with at least one axis and one element",
                    "shape " + toString(scores.shape()));
    }
    const DType type = scores.dtype();
    if (type != DType::Float32 && type != DType::Float64 && type != DType::Float16) {
        throw Error({.file = path, .item = {}}, "scores", "float32", std::string(nameOf(type)));
    }
    requireFloatRange(scores, {.file = path, .item = {}});
    scores = scores.toFloat();
    const auto values = scores.values<float>();
    const auto bad = std::find_if(values.begin(), values.end(), [](float value) { return std::isnan(value); });
    if (bad != values.end()) {
        throw Error({.file = path, .item = fmt::format("element {}", bad - values.begin())}, "scores", "no NaN", "NaN");
    }
    return scores;
}

class SoftmaxCommand final : public Command {
public:
    std::string name() const override { return "softmax"; }
    std::string summary() const override { return "Apply the chip's approximate softmax to a file of scores"; }
    std::string details() const override
    {
        return "Base 2, online over slices of 16, along the last axis; the result is float32 in multiples of 1/128. Scores are\n"
               "taken as they are: where they are meant for base e, multiply them by log2(e) first.\n\n"
               "Examples:\n"
               "  vsq softmax --in scores.npy --out probabilities.npy\n"
               "  vsq softmax --in scores.npy --out probabilities.npy --set softmaxSlice=32";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("--in", m_in, "Scores")->required()->type_name("X.npy");
        app.add_option("--out", m_out, "Probabilities")->required()->type_name("P.npy");
        m_chip.declare(app);
    }

    void check() override { m_chip.check(); }

    void run(const Session &session) override
    {
        const ChipConfig config = m_chip.config();
        const Tensor scores = readScores(m_in);
        const std::int64_t columns = scores.shape().back();
        const std::vector<float> result = vsq::softmax(scores.values<float>(), scores.size() / columns, columns, config);
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        writeNpy(m_out, Tensor::of<float>(scores.shape(), result));
    }

private:
    std::string m_in;
    std::string m_out;
    ChipOptions m_chip;
};

} // namespace

std::unique_ptr<Command> makeSoftmaxCommand()
{
    return std::make_unique<SoftmaxCommand>();
}

} // namespace vsq::cli
