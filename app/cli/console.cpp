// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include "core/base/printable.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace vsq::cli {

namespace {

[[noreturn]] void failOutput()
{
    throw Error({.file = "standard output", .item = {}}, "cannot write", "a writable target", std::strerror(errno));
}

void writeError(std::string_view prefix, std::string_view text)
{
    std::string line(prefix);
    line += printableLines(text);
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

} // namespace

void Console::data(std::string_view text)
{
    m_bar.clear();
    const std::string safe = printableLines(text); // the last line of defence: tables show names that files bring
    if (std::fwrite(safe.data(), 1, safe.size(), stdout) != safe.size()) {
        failOutput();
    }
}

void Console::message(std::string_view text)
{
    if (!quiet) {
        m_bar.clear();
        writeError({}, text);
    }
}

void Console::warning(std::string_view text)
{
    if (!quiet) {
        m_bar.clear();
        writeError("vsq: warning: ", text);
    }
}

void Console::error(std::string_view text)
{
    m_bar.clear();
    writeError("vsq: ", text);
}

void Console::finish()
{
    m_bar.clear();
    if (std::fflush(stdout) != 0) {
        failOutput();
    }
}

JobContext Console::job(std::stop_token stop)
{
    JobContext job;
    job.stop = std::move(stop);
    if (!quiet && ::isatty(STDERR_FILENO) != 0) {
        m_bar.restart();
        job.progress = [this](std::int64_t done, std::int64_t total, const std::string &step) { m_bar.show(done, total, step); };
    }
    return job;
}

} // namespace vsq::cli
