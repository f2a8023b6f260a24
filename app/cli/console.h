// SPDX-License-Identifier: GPL-3.0-or-later
// Where the program's words go: data to stdout, messages and the progress bar to stderr.
#pragma once

#include "app/cli/progressbar.h"
#include "core/base/job.h"

#include <string>
#include <string_view>

namespace vsq::cli {

class Console {
public:
    bool json = false;  ///< --json: data for machines
    bool quiet = false; ///< --quiet: errors only

    /// Data; control characters but line feeds are escaped. Throws Error when stdout does not take it (a full disk, a closed
    /// pipe).
    void data(std::string_view text);
    /// To stderr, unless quiet.
    void message(std::string_view text);
    void warning(std::string_view text);
    /// To stderr, always.
    void error(std::string_view text);
    /// Flushes stdout; throws Error when it could not take everything.
    void finish();

    JobContext job(std::stop_token stop);

private:
    ProgressBar m_bar;
};

} // namespace vsq::cli
