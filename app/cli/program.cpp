// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include "app/cli/formatoptions.h"
#include "app/cli/interrupt.h"
#include "core/base/freedmemory.h"
#include "core/network/operators/operatorlist.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <new>

namespace vsq::cli {

namespace {

/// The tree of options: vsq, help, and a subcommand for each command.
struct Tree {
    Tree(Console &console, std::vector<std::unique_ptr<Command>> known) : commands(std::move(known))
    {
        app.set_version_flag("--version", "vsq " VSQ_VERSION);
        app.set_help_flag("-h,--help", "Print this help and exit");
        app.require_subcommand(0, 1);
        app.footer("Exit codes: 0 done, 1 the work failed, 2 the arguments are wrong, 75 stopped early: call again.\n"
                   "vsq help COMMAND shows a command's options and examples, vsq help formats all number formats,\n"
                   "vsq help operators the operators that networks may have.");
        help = app.add_subcommand("help", "Explain a command, with examples");
        help->add_option("command", helpTopic, "Command to explain, formats or operators");
        for (const auto &command : commands) {
            CLI::App *sub = app.add_subcommand(command->name(), command->summary());
            sub->set_help_flag("-h,--help", "Print this help and exit");
            sub->add_flag("--json", console.json, "Data for machines");
            sub->add_flag("--quiet", console.quiet, "No messages but errors, no progress bar");
            sub->footer(command->details());
            command->declare(*sub);
            subs.push_back(sub);
        }
    }

    CLI::App *sub(const std::string &name) const
    {
        const auto found = std::find_if(subs.begin(), subs.end(), [&](CLI::App *s) { return s->get_name() == name; });
        return found == subs.end() ? nullptr : *found;
    }

    CLI::App app{"Vsqscope's command line: per-vector scaled quantization on a 5 nm inference accelerator, bit for bit", "vsq"};
    std::vector<std::unique_ptr<Command>> commands;
    std::vector<CLI::App *> subs;
    CLI::App *help = nullptr;
    std::string helpTopic;
};

int showHelp(const Tree &tree, Console &console)
{
    if (tree.helpTopic.empty()) {
        console.data(Tree(console, allCommands()).app.help()); // the parsed tree would explain "help" itself
        return kDone;
    }
    if (tree.helpTopic == "operators") {
        console.data(operatorListText());
        return kDone;
    }
    if (tree.helpTopic == "formats") {
        console.data(formatsHelp());
        return kDone;
    }
    CLI::App *sub = tree.sub(tree.helpTopic);
    if (sub == nullptr) {
        throw UsageError(fmt::format("help: there is no command '{}'", tree.helpTopic));
    }
    console.data(sub->help("vsq"));
    return kDone;
}

/// The name of the command that the arguments begin with, for messages.
std::string prefixFor(const Tree &tree, const std::vector<std::string> &arguments)
{
    return !arguments.empty() && tree.sub(arguments.front()) != nullptr ? arguments.front() + ": " : std::string();
}

/// Fields of a chip's file may contradict each other only for a layer, and a node may be wrong only for what reads it: the
/// message names the file all the same.
void runNamingFiles(Command &command, CLI::App &sub, const Session &session)
{
    try {
        command.run(session);
    } catch (const Error &error) {
        const std::string &item = error.place().item;
        const char *name = item == "chip configuration" ? "--chip" : item.starts_with("node '") ? "model" : nullptr;
        const CLI::Option *option = name == nullptr ? nullptr : sub.get_option_no_throw(name);
        if (!error.place().file.empty() || option == nullptr || option->empty()) {
            throw;
        }
        throw Error({.file = option->as<std::string>(), .item = item}, error.problem(), error.expected(), error.found());
    }
}

int parseAndRun(Tree &tree, const std::vector<std::string> &arguments, Console &console, Interrupt &interrupt)
{
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend()); // as CLI11 wants them
    try {
        tree.app.parse(reversed);
    } catch (const CLI::Success &) { // --help, --version
        if (tree.app.count("--version") > 0) {
            console.data("vsq " VSQ_VERSION "\n");
            return kDone;
        }
        for (CLI::App *sub : tree.subs) {
            if (sub->parsed()) {
                console.data(sub->help("vsq"));
                return kDone;
            }
        }
        console.data(tree.app.help());
        return kDone;
    } catch (const CLI::ParseError &error) {
        throw UsageError(prefixFor(tree, arguments) + error.what());
    }
    if (tree.help->parsed()) {
        return showHelp(tree, console);
    }
    for (std::size_t i = 0; i < tree.subs.size(); ++i) {
        if (tree.subs[i]->parsed()) {
            try {
                tree.commands[i]->check();
            } catch (const UsageError &error) {
                throw UsageError(prefixFor(tree, arguments) + error.what());
            }
            runNamingFiles(*tree.commands[i], *tree.subs[i], {console, interrupt.token(), &interrupt});
            return kDone;
        }
    }
    throw UsageError("a command is missing: vsq help lists them");
}

} // namespace

int runProgram(const std::vector<std::string> &arguments, std::vector<std::unique_ptr<Command>> commands)
{
    keepFreedMemory();
    Console console;
    Interrupt interrupt;
    try {
        Tree tree(console, std::move(commands));
        const int code = parseAndRun(tree, arguments, console, interrupt);
        console.finish();
        return code;
    } catch (const UsageError &error) {
        console.error(error.what());
        return kWrongArguments;
    } catch (const StoppedEarly &early) {
        console.message(early.what());
        return kStoppedEarly;
    } catch (const Cancelled &) {
        console.error("cancelled");
    } catch (const std::bad_alloc &) {
        console.error("out of memory");
    } catch (const std::exception &error) {
        console.error(error.what());
    }
    return kFailed;
}

} // namespace vsq::cli
