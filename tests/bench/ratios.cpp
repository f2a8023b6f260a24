// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ratios.h"

#include "core/engine/isa.h"

#include <algorithm>
#include <fmt/format.h>

namespace vsq::bench {

void RateReporter::ReportRuns(const std::vector<Run> &runs)
{
    for (const Run &run : runs) {
        const auto rate = run.counters.find("rate");
        if (run.run_type == Run::RT_Iteration && rate != run.counters.end()) {
            m_all[run.run_name.function_name].push_back(static_cast<double>(rate->second));
        }
    }
    ConsoleReporter::ReportRuns(runs);
}

Rates RateReporter::rates() const
{
    Rates medians;
    for (const auto &[name, all] : m_all) {
        std::vector<double> sorted = all;
        const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
        std::nth_element(sorted.begin(), middle, sorted.end());
        medians.emplace(name, *middle);
    }
    return medians;
}

namespace {

class Printer {
public:
    explicit Printer(const Rates &rates) : m_rates(rates) {}

    void line(const std::string &what, const std::string &name, const std::string &than, double unit = 1e9)
    {
        const auto rate = m_rates.find(name);
        const auto other = m_rates.find(than);
        if (rate == m_rates.end() || other == m_rates.end() || other->second == 0.0) {
            return;
        }
        fmt::print("{:<66} {:>9.1f} {:>9.1f} {:>8.3f}\n", what, rate->second / unit, other->second / unit,
                   rate->second / other->second);
    }

private:
    const Rates &m_rates;
};

/// network/NAME/FORMAT/THREADS beside FP32 on as many threads, and two threads beside one.
void printNetworks(Printer &print, const Rates &rates)
{
    for (const auto &[name, rate] : rates) {
        if (!name.starts_with("network/")) {
            continue;
        }
        const std::size_t threads = name.rfind('/');
        const std::size_t format = name.rfind('/', threads - 1);
        const std::string network = name.substr(0, format);
        const std::string what = name.substr(8, format - 8) + " " + name.substr(format + 1, threads - format - 1);
        if (name.ends_with("/two")) {
            print.line(what + ", images/s, two threads / one", name, name.substr(0, threads) + "/one", 1.0);
        }
        if (name.find("/fp32/") == std::string::npos) {
            const char *many = name.ends_with("/two") ? "two threads" : "one thread";
            print.line(fmt::format("{}, images/s, {} / FP32", what, many), name, network + "/fp32" + name.substr(threads), 1.0);
        }
    }
}

/// forward/NAME/WHAT/THREADS: time of a forward run over the time of its products; speed at chip fidelity over FP32's.
void printForward(Printer &print, const Rates &rates)
{
    for (const auto &[name, rate] : rates) {
        if (!name.starts_with("forward/") || name.find("/products/") == std::string::npos) {
            continue;
        }
        const std::size_t end = name.find("/products/");
        const std::string network = name.substr(0, end) + "/";
        const std::string threads = name.substr(end + 9);
        const auto title = [&](const std::string &what) {
            return fmt::format("{}, {}, {}", network.substr(8, network.size() - 9),
                               threads == "/one" ? "one thread" : "two threads", what);
        };
        print.line(title("bare products / FP32 run"), name, network + "fp32" + threads, 1.0);
        for (const std::string format : {"vsq", "int8"}) {
            print.line(title(format + " / FP32"), network + format + threads, network + "fp32" + threads, 1.0);
            print.line(title(format + " / FP32, first runs"), network + format + "-first" + threads,
                       network + "fp32-first" + threads, 1.0);
        }
    }
}

} // namespace

void printRatios(const Rates &rates)
{
    Printer print(rates);
    fmt::print("\nRatios of the median repetitions (GFLOP/s, GB/s, images/s)\n{:<66} {:>9} {:>9} {:>8}\n", "", "this", "that",
               "ratio");
    for (const Isa isa : supportedIsas()) {
        const std::string path(nameOf(isa));
        for (const char *format : {"vsq", "vsq-clamped", "v32", "v16", "int4", "int8", "w8a8-v32"}) {
            print.line(fmt::format("{} {}, one thread / register-only limit", path, format),
                       fmt::format("engine/{}/{}", format, path), "limit/" + path);
        }
    }
    const std::string best(nameOf(supportedIsas().back()));
    for (const char *format : {"vsq", "v16", "int4", "int8"}) {
        print.line(fmt::format("{} {}, one thread / FP32", best, format), fmt::format("engine/{}/{}", format, best), "fp32");
        print.line(fmt::format("{} {}, quantization included / FP32", best, format), fmt::format("quantized/{}/{}", format, best),
                   "fp32");
        print.line(fmt::format("{} {}, two threads / one", best, format), fmt::format("two/{}/{}", format, best),
                   fmt::format("engine/{}/{}", format, best));
    }
    for (const char *format : {"vsq", "int8"}) {
        print.line(fmt::format("quantizer {} / memcpy of the same floats", format), fmt::format("quantizer/{}", format),
                   "memcpy");
        print.line(fmt::format("quantizer and packing {} / memcpy", format), fmt::format("packing/{}", format), "memcpy");
    }
    printNetworks(print, rates);
    printForward(print, rates);
}

} // namespace vsq::bench
