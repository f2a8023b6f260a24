// SPDX-License-Identifier: GPL-3.0-or-later
// Collects the median rate of each benchmark of a run and prints what they are worth beside each other.
#pragma once

#include <benchmark/benchmark.h>
#include <map>
#include <string>
#include <vector>

namespace vsq::bench {

/// Rates by benchmark name, in the unit that the benchmark counts.
using Rates = std::map<std::string, double>;

/// The ordinary console output, remembering all repetitions.
class RateReporter : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run> &runs) override;
    /// The medians.
    [[nodiscard]] Rates rates() const;

private:
    std::map<std::string, std::vector<double>> m_all;
};

/// A table of ratios, to stdout; lines whose benchmarks did not run are left out.
void printRatios(const Rates &rates);

} // namespace vsq::bench
