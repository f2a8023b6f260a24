// SPDX-License-Identifier: GPL-3.0-or-later
// vsq-train: what `vsq train` and `vsq finetune` go over into.
#include "app/cli/program.h"
#include "app/train/finetuning.h"
#include "app/train/training.h"

int main(int argc, char **argv)
{
    std::vector<std::unique_ptr<vsq::cli::Command>> commands;
    commands.push_back(vsq::cli::makeTrainCommand(vsq::cli::trainNetwork));
    commands.push_back(vsq::cli::makeFinetuneCommand(vsq::cli::finetuneNetwork));
    return vsq::cli::runProgram({argv + 1, argv + argc}, std::move(commands));
}
