// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/productreport.h"

#include "core/chip/snapshot.h"
#include "core/energy/energy.h"

#include <fmt/format.h>

#include <cctype>

namespace vsq::cli {

namespace {

/// "A buffer" -> "a_buffer".
std::string keyOf(Memory memory)
{
    std::string key(nameOf(memory));
    for (char &letter : key) {
        letter = letter == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return key;
}

/// Useful MACs over what the multipliers of the path in use could have done, 0..1.
double utilisationOf(const ProductRun &run, Mode mode)
{
    const std::int64_t possible = run.counters.cycles * run.plan.lanes * vectorSize(mode);
    return static_cast<double>(run.plan.usefulMacs()) / static_cast<double>(possible);
}

Json memories(const Counters &counters)
{
    Json list = Json::object();
    for (int i = 0; i < kMemories; ++i) {
        const PortCount &count = counters.memories[static_cast<std::size_t>(i)];
        list[keyOf(static_cast<Memory>(i))] = {{"reads", count.reads}, {"writes", count.writes}};
    }
    return list;
}

std::string formatName(const NumberFormat &format)
{
    const std::string name = nameOf(format);
    return name.empty() ? describe(format) : name;
}

} // namespace

Json productReport(const ProductRun &run, const Operands &operands, const ChipConfig &config, const NumberFormat &format,
                   const std::string &engine)
{
    const Counters &counters = run.counters;
    Json report;
    report["format"] = formatName(format);
    report["M"] = operands.m();
    report["N"] = operands.n();
    report["K"] = operands.k();
    report["cycles"] = counters.cycles;
    report["macs"] = run.plan.usefulMacs();
    report["utilisation"] = utilisationOf(run, operands.mode);
    report["saturations"] = counters.saturations;
    report["subtiles"] = run.plan.subtiles.size();
    report["memories"] = memories(counters);
    report["density_a"] = density(operands.a);
    report["density_b"] = density(operands.b);
    report["voltage"] = config.voltage;
    const OperandDensities densities{.a = density(operands.a), .b = density(operands.b), .origin = Origin::Derived};
    const EnergyBreakdown energy = energyOf(counters, operands.mode, densities, config.voltage, config);
    report["energy_J"] = energy.total().value;
    Json parts = Json::object();
    for (int i = 0; i < kComponents; ++i) {
        parts[std::string(nameOf(static_cast<Component>(i)))] = energy.of(static_cast<Component>(i)).value;
    }
    parts["overhead"] = energy.overhead.value;
    if (config.splitOtherEnergy) { // estimates, all parts of "other"
        parts["of_other_estimated"] = {
            {"PPU", energy.ppu.value}, {"softmax", energy.softmax.value}, {"output", energy.output.value}};
    }
    if (config.leakageShare > 0.0) {
        parts["leakage_estimated"] = energy.leakage.value;
    }
    report["energy_parts_J"] = std::move(parts);
    report["TOPS_per_W"] = energy.topsPerWatt().value;
    report["output"] = nameOf(run.plan.shape.output);
    report["engine"] = engine;
    report["note"] = run.plan.note;
    return report;
}

Json floatReport(std::int64_t m, std::int64_t n, std::int64_t k, const NumberFormat &format)
{
    Json report;
    report["format"] = formatName(format);
    report["M"] = m;
    report["N"] = n;
    report["K"] = k;
    report["macs"] = m * n * k;
    report["engine"] = "float";
    report["note"] = "the format is none of the chip's: its values are codes times scales, added in double";
    return report;
}

std::string reportText(const Json &report)
{
    std::string text;
    for (const auto &[key, value] : report.items()) {
        if (key == "memories") {
            for (const auto &[memory, count] : value.items()) {
                text += fmt::format("{:<16} {} reads, {} writes\n", memory, count["reads"].dump(), count["writes"].dump());
            }
        } else if (value.is_object()) {
            for (const auto &[part, figure] : value.items()) {
                text += fmt::format("{:<16} {}: {}\n", key, part, figure.dump());
            }
        } else if (!value.is_string()) {
            text += fmt::format("{:<16} {}\n", key, value.dump());
        } else if (!value.get<std::string>().empty()) {
            text += fmt::format("{:<16} {}\n", key, value.get<std::string>());
        }
    }
    return text;
}

} // namespace vsq::cli
