// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/train.h"

#include "app/cli/ownprogram.h"
#include "app/cli/values.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

namespace {

class TrainCommand final : public Command {
public:
    explicit TrainCommand(TrainFunction train) : m_train(std::move(train)) {}

    std::string name() const override { return "train"; }
    std::string summary() const override { return "Train one of the sample networks, from nothing or from weights"; }
    std::string details() const override
    {
        return "ARCH is resnet (a residual network) or vit (a vision transformer): DIR holds the four IDX files of MNIST or\n"
               "Fashion-MNIST, plain or compressed. Or bert (an encoder of text): DIR holds train.csv and test.csv (text,label), and\n"
               "the vocabulary of word pieces is made from the training texts where --vocab is not there yet. The same seed, number of epochs and number of threads give the same\n"
               "network. FILE.onnx is written after each epoch: a training that is stopped keeps the last. With --from, training goes on from a network's weights, whichever program wrote it, by ARCH's recipe.\n\n"
               "Examples:\n"
               "  vsq train resnet --data /usr/share/datasets/fashion-mnist --out resnet.onnx --seed 1\n"
               "  vsq train vit --data /usr/share/datasets/fashion-mnist --out vit.onnx --seed 1 --epochs 5 --threads 2\n"
               "  vsq train bert --data texts/ --out bert.onnx --seed 1 --threads 1\n"
               "  vsq train vit --from vit.onnx --learning-rate 4e-4 --data /usr/share/datasets/fashion-mnist --out better.onnx";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("architecture", m_request.architecture, "resnet, vit or bert")->required()->type_name("ARCH");
        app.add_option("--data", m_request.data, "Folder of IDX files, or of train.csv and test.csv")
            ->required()
            ->type_name("DIR");
        app.add_option("--out", m_request.out, "The trained network")->required()->type_name("FILE.onnx");
        app.add_option("--seed", m_seed, "Seed of weights, order and augmentation (default 1)");
        app.add_option("--epochs", m_epochs, "Passes over the data (default: the recipe's)");
        app.add_option("--vocab", m_request.vocabulary, "bert: word pieces, read or made (default: vocab.txt beside FILE.onnx)")
            ->type_name("vocab.txt");
        app.add_option("--from", m_request.from, "Go on from this network's weights")->type_name("FILE.onnx");
        app.add_option("--learning-rate", m_learningRate, "Highest of the schedule (default: the recipe's)")->type_name("RATE");
        app.add_option("--threads", m_threads, "Threads (default: libtorch's choice)");
    }

    void check() override
    {
        choiceOf("ARCH", m_request.architecture, {"resnet", "vit", "bert"});
        if (!m_request.vocabulary.empty() && m_request.architecture != "bert") {
            throw UsageError("--vocab goes with bert");
        }
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
    std::vector<std::string> arguments{"train", request.architecture, "--data", request.data,
                                       "--out", request.out,          "--seed", std::to_string(request.seed)};
    if (request.epochs > 0) {
        arguments.insert(arguments.end(), {"--epochs", std::to_string(request.epochs)});
    }
    if (!request.from.empty()) {
        arguments.insert(arguments.end(), {"--from", request.from});
    }
    if (!request.vocabulary.empty()) {
        arguments.insert(arguments.end(), {"--vocab", request.vocabulary});
    }
    if (request.learningRate > 0) {
        arguments.insert(arguments.end(), {"--learning-rate", fmt::format("{}", request.learningRate)});
    }
    if (request.threads > 0) {
        arguments.insert(arguments.end(), {"--threads", std::to_string(request.threads)});
    }
    goOverIntoTraining(session, "train", arguments);
}

} // namespace vsq::cli
