// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/train.h"

#include "app/cli/values.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <unistd.h>

namespace vsq::cli {

namespace {

class TrainCommand final : public Command {
public:
    explicit TrainCommand(TrainFunction train) : m_train(std::move(train)) {}

    std::string name() const override { return "train"; }
    std::string summary() const override { return "Train one of the sample networks, from nothing or from weights"; }
    std::string details() const override
    {
        return "ARCH is resnet (a residual network) or vit (a vision transformer). DIR holds the four IDX files of MNIST or\n"
               "Fashion-MNIST, plain or compressed. The same seed, number of epochs and number of threads give the same\n"
               "network. FILE.onnx is written after each epoch: a training that is stopped keeps the last. With --from, training goes on from a network's weights, whichever program wrote it, by ARCH's recipe.\n\n"
               "Examples:\n"
               "  vsq train resnet --data /usr/share/datasets/fashion-mnist --out resnet.onnx --seed 1\n"
               "  vsq train vit --data /usr/share/datasets/fashion-mnist --out vit.onnx --seed 1 --epochs 5 --threads 2\n"
               "  vsq train vit --from vit.onnx --learning-rate 4e-4 --data /usr/share/datasets/fashion-mnist --out better.onnx";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("architecture", m_request.architecture, "resnet or vit")->required()->type_name("ARCH");
        app.add_option("--data", m_request.data, "Folder of IDX files")->required()->type_name("DIR");
        app.add_option("--out", m_request.out, "The trained network")->required()->type_name("FILE.onnx");
        app.add_option("--seed", m_seed, "Seed of weights, order and augmentation (default 1)");
        app.add_option("--epochs", m_epochs, "Passes over the data (default: the recipe's)");
        app.add_option("--from", m_request.from, "Go on from this network's weights")->type_name("FILE.onnx");
        app.add_option("--learning-rate", m_learningRate, "Highest of the schedule (default: the recipe's)")->type_name("RATE");
        app.add_option("--threads", m_threads, "Threads (default: libtorch's choice)");
    }

    void check() override
    {
        choiceOf("ARCH", m_request.architecture, {"resnet", "vit"});
        m_request.seed = static_cast<std::uint64_t>(integerOf("--seed", m_seed, 0, std::int64_t{1} << 62));
        m_request.epochs = m_epochs.empty() ? 0 : integerOf("--epochs", m_epochs, 1, 100000);
        m_request.learningRate = m_learningRate.empty() ? 0.0 : realOf("--learning-rate", m_learningRate, 1e-8, 10.0);
        m_request.threads = m_threads.empty() ? 0 : static_cast<int>(integerOf("--threads", m_threads, 1, 1024));
    }

    void run(const Session &session) override { m_train(session, m_request); }

private:
    TrainFunction m_train;
    TrainRequest m_request;
    std::string m_seed = "1";
    std::string m_epochs;
    std::string m_learningRate;
    std::string m_threads;
};

} // namespace

std::unique_ptr<Command> makeTrainCommand(TrainFunction train)
{
    return std::make_unique<TrainCommand>(std::move(train));
}

void trainInOwnProgram(const Session &session, const TrainRequest &request)
{
    std::error_code code;
    const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", code);
    const std::string program = (own.parent_path() / "vsq-train").string();
    if (code || !std::filesystem::exists(program)) {
        throw Error("this vsq was built without libtorch and cannot train: install libtorch-dev and build again");
    }
    std::vector<std::string> arguments{program, request.architecture, "--data", request.data,
                                       "--out", request.out,          "--seed", std::to_string(request.seed)};
    if (request.epochs > 0) {
        arguments.insert(arguments.end(), {"--epochs", std::to_string(request.epochs)});
    }
    if (!request.from.empty()) {
        arguments.insert(arguments.end(), {"--from", request.from});
    }
    if (request.learningRate > 0) {
        arguments.insert(arguments.end(), {"--learning-rate", fmt::format("{}", request.learningRate)});
    }
    if (request.threads > 0) {
        arguments.insert(arguments.end(), {"--threads", std::to_string(request.threads)});
    }
    if (session.console.quiet) {
        arguments.emplace_back("--quiet");
    }
    std::vector<char *> pointers;
    std::transform(arguments.begin(), arguments.end(), std::back_inserter(pointers),
                   [](std::string &text) { return text.data(); });
    pointers.push_back(nullptr);
    session.console.finish();
    ::execv(program.c_str(), pointers.data()); // comes back only where it failed
    throw Error({.file = program, .item = {}}, "cannot start", "a program", std::strerror(errno));
}

} // namespace vsq::cli
