// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chipoptions.h"

#include "app/cli/command.h"
#include "app/cli/values.h"
#include "core/base/file.h"
#include "core/chip/effects.h"
#include "core/chip/obstacles.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <oneapi/tbb/global_control.h>

#include <algorithm>
#include <cstdlib>

namespace vsq::cli {

namespace {

const char *const kGroup = "Chip";

Isa isaFrom(const std::string &text)
{
    std::vector<std::string> names{"auto"};
    for (const Isa isa : supportedIsas()) {
        const std::string name(nameOf(isa));
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
    choiceOf("--isa", text, names);
    return text == "auto" ? Isa::Auto : isaFromName(text);
}

/// Of this machine's cores those that a Slurm job was given; 0: all.
int threadsOfJob()
{
    const char *text = std::getenv("SLURM_CPUS_ON_NODE");
    const int cpus = text == nullptr ? 0 : std::atoi(text);
    return std::clamp(cpus, 0, 1024);
}

} // namespace

void ChipOptions::declare(CLI::App &app)
{
    app.add_option("--chip", m_file, "JSON file of the chip's fields")->group(kGroup)->type_name("FILE.json");
    app.add_option("--set", m_fields, "Set one field of the chip, the assumptions included; may be repeated")
        ->group(kGroup)
        ->type_name("NAME=VALUE")
        ->expected(1)
        ->take_all();
    app.add_option("--voltage", m_voltage, "Supply in volts, 0.46..1.05")->group(kGroup);
    app.add_option("--isa", m_isa, "Instruction set of the fast engine (default: the widest that this machine has)")
        ->group(kGroup);
    app.add_option("--threads", m_threads, "Threads (default: all cores, in a Slurm job those of SLURM_CPUS_ON_NODE)")
        ->group(kGroup);
}

void ChipOptions::apply(ChipConfig &config) const
{
    try {
        for (const std::string &field : m_fields) {
            const std::size_t equals = field.find('=');
            if (equals == std::string::npos || equals == 0) {
                refuse("--set", "NAME=VALUE", field);
            }
            setField(config, field.substr(0, equals), field.substr(equals + 1));
        }
        if (!m_voltage.empty()) {
            setField(config, "voltage", m_voltage);
        }
    } catch (const Error &error) {
        throw UsageError(error.what());
    }
}

void ChipOptions::check() const
{
    for (const std::string &field : m_fields) {
        if (!m_voltage.empty() && field.substr(0, field.find('=')) == "voltage") {
            throw UsageError("--voltage and --set voltage both name the supply: give one of them");
        }
    }
    ChipConfig config;
    apply(config);
    if (m_file.empty()) {
        try {
            validate(config);
        } catch (const Error &error) {
            throw UsageError(error.what());
        }
    }
    static_cast<void>(engine({}));
}

void ChipOptions::checkValuesOnly(bool onChip) const
{
    check();
    ChipConfig config;
    if (!m_file.empty()) {
        config = configFromJson(readFile(m_file, "a chip configuration"), m_file);
    }
    apply(config);
    if (const auto obstacle = obstacleToProducts(config); obstacle && onChip) {
        throw UsageError(fmt::format("{}; --fidelity quantized computes it in software", obstacle->what()));
    }
    const auto demand = [&config, onChip](const std::string &option, const std::string &field) {
        if (const std::string why = whyNoEffectOnValues(field, config, onChip); !why.empty()) {
            throw UsageError(fmt::format("{} has no effect here: {}", option, why));
        }
    };
    for (const std::string &field : m_fields) {
        demand("--set " + field, field.substr(0, field.find('=')));
    }
    if (!m_voltage.empty()) {
        demand("--voltage", "voltage");
    }
}

ChipConfig ChipOptions::config() const
{
    ChipConfig config;
    if (!m_file.empty()) {
        config = configFromJson(readFile(m_file, "a chip configuration"), m_file);
    }
    apply(config);
    validate(config);
    return config;
}

std::shared_ptr<void> ChipOptions::limitThreads() const
{
    const int threads = engine({}).threads;
    return threads == 0 ? nullptr
                        : std::make_shared<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                                static_cast<std::size_t>(threads));
}

EngineOptions ChipOptions::engine(std::stop_token stop) const
{
    EngineOptions options;
    options.isa = m_isa.empty() ? Isa::Auto : isaFrom(m_isa);
    options.threads = m_threads.empty() ? threadsOfJob() : static_cast<int>(integerOf("--threads", m_threads, 1, 1024));
    options.stop = std::move(stop);
    return options;
}

} // namespace vsq::cli
