// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the benchmarks interleaved, several times each, and prints the ratios of the median repetitions: on a shared machine
// a ratio within one run means something, a single figure little.
#include "core/base/freedmemory.h"
#include "tests/bench/ratios.h"

#include <vector>

namespace vsq::bench {
void registerEngine();
void registerForward();
void registerQuantizer();
void registerNetworks();
void registerSimulator();
} // namespace vsq::bench

int main(int argc, char **argv)
{
    vsq::keepFreedMemory(); // as the programs do
    // Before the user's own, which then win.
    static char minTime[] = "--benchmark_min_time=0.05";
    static char repetitions[] = "--benchmark_repetitions=7";
    static char interleaving[] = "--benchmark_enable_random_interleaving=true";
    std::vector<char *> arguments{argv[0], minTime, repetitions, interleaving};
    arguments.insert(arguments.end(), argv + 1, argv + argc);
    int count = static_cast<int>(arguments.size());
    arguments.push_back(nullptr);
    vsq::bench::registerEngine();
    vsq::bench::registerQuantizer();
    vsq::bench::registerForward();
    vsq::bench::registerNetworks();
    vsq::bench::registerSimulator();
    benchmark::Initialize(&count, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) {
        return 2;
    }
    vsq::bench::RateReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    vsq::bench::printRatios(reporter.rates());
    benchmark::Shutdown();
    return 0;
}
