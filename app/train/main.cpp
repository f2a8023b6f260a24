// SPDX-License-Identifier: GPL-3.0-or-later
// vsq-train: what `vsq train` goes over into.
#include "app/cli/program.h"
#include "app/train/training.h"

int main(int argc, char **argv)
{
    std::vector<std::string> arguments{"train"};
    arguments.insert(arguments.end(), argv + 1, argv + argc);
    std::vector<std::unique_ptr<vsq::cli::Command>> commands;
    commands.push_back(vsq::cli::makeTrainCommand(vsq::cli::trainNetwork));
    return vsq::cli::runProgram(arguments, std::move(commands));
}
