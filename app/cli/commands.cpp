// SPDX-License-Identifier: GPL-3.0-or-later
// The list of subcommands, in the order in which `vsq help` shows them.
#include "app/cli/assign.h"
#include "app/cli/budget.h"
#include "app/cli/calibrate.h"
#include "app/cli/command.h"
#include "app/cli/diff.h"
#include "app/cli/eval.h"
#include "app/cli/explain.h"
#include "app/cli/export.h"
#include "app/cli/findings.h"
#include "app/cli/finetune.h"
#include "app/cli/golden.h"
#include "app/cli/info.h"
#include "app/cli/makemodel.h"
#include "app/cli/matmul.h"
#include "app/cli/quantize.h"
#include "app/cli/report.h"
#include "app/cli/run.h"
#include "app/cli/sensitivity.h"
#include "app/cli/softmax.h"
#include "app/cli/study.h"
#include "app/cli/sweep.h"
#include "app/cli/trace.h"
#include "app/cli/train.h"
#include "app/cli/workloads.h"

namespace vsq::cli {

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(makeInfoCommand());
    commands.push_back(makeMatmulCommand());
    commands.push_back(makeQuantizeCommand());
    commands.push_back(makeSoftmaxCommand());
    commands.push_back(makeCalibrateCommand());
    commands.push_back(makeRunCommand());
    commands.push_back(makeEvalCommand());
    commands.push_back(makeSweepCommand());
    commands.push_back(makeStudyCommand());
    commands.push_back(makeSensitivityCommand());
    commands.push_back(makeAssignCommand());
    commands.push_back(makeFindingsCommand());
    commands.push_back(makeBudgetCommand());
    commands.push_back(makeReportCommand());
    commands.push_back(makeTraceCommand());
    commands.push_back(makeExplainCommand());
    commands.push_back(makeGoldenCommand());
    commands.push_back(makeDiffCommand());
    commands.push_back(makeExportCommand());
    commands.push_back(makeWorkloadsCommand());
    commands.push_back(makeMakeModelCommand());
    commands.push_back(makeTrainCommand(trainInOwnProgram));
    commands.push_back(makeFinetuneCommand(finetuneInOwnProgram));
    return commands;
}

} // namespace vsq::cli
