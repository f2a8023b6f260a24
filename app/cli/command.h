// SPDX-License-Identifier: GPL-3.0-or-later
// One subcommand of vsq: declares its options, checks them, does its work.
#pragma once

#include "app/cli/console.h"

#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vsq::cli {

/// Wrong or contradictory arguments: exit code 2.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Not done, but all that was done is kept, and the same call goes on with it: exit code 75.
class StoppedEarly : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Interrupt;

/// What a command runs with.
struct Session {
    Console &console;
    std::stop_token stop;         ///< asked for by SIGINT, SIGTERM or SIGUSR1
    Interrupt *signals = nullptr; ///< null where the command runs without signals

    /// Progress to the console's bar, cancellation from the signals.
    [[nodiscard]] JobContext job() const { return console.job(stop); }
};

class Command {
public:
    virtual ~Command() = default;

    [[nodiscard]] virtual std::string name() const = 0;
    /// One sentence without a full stop.
    [[nodiscard]] virtual std::string summary() const = 0;
    /// What `vsq help COMMAND` shows below the options: what the command reads and writes, then example lines.
    [[nodiscard]] virtual std::string details() const = 0;
    virtual void declare(CLI::App &app) = 0;
    /// After parsing: throws UsageError for what does not go together.
    virtual void check() {}
    /// Throws Error when the work failed, Cancelled when it was interrupted.
    virtual void run(const Session &session) = 0;
};

std::vector<std::unique_ptr<Command>> allCommands();

} // namespace vsq::cli
