// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/trace.h"

#include "app/cli/layeroptions.h"
#include "app/cli/values.h"
#include "core/base/atomicfile.h"
#include "core/chip/simulator.h"
#include "core/layer/chrometrace.h"
#include "core/layer/valuechanges.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace vsq::cli {

namespace {

class TraceCommand final : public Command {
public:
    std::string name() const override { return "trace"; }
    std::string summary() const override { return "Write a layer's timeline on the chip for trace viewers"; }
    std::string details() const override
    {
        return "T.json holds Chrome trace events: subtiles, tiles, passes along K, PPU and stalls of one of the layer's products. The network\n"
               "runs as vsq run runs it: values are those that vsq explain and vsq golden give.\n"
               "Open it in Perfetto (ui.perfetto.dev) or chrome://tracing. --vcd writes what the chip's parts hold after each cycle, with\n"
               "a save file of groups and radixes beside it, for GTKWave and Surfer.\n\n"
               "Examples:\n"
               "  vsq trace network.onnx --layer blocks.0.mlp.fc1 --inputs x.npz --out trace.json\n"
               "  vsq trace network.onnx --layer stem.conv --inputs x.npz --set operandSupply=streaming --out trace.json\n"
               "  vsq trace network.onnx --layer stem.conv --inputs x.npz --vcd chip.vcd --from 100 --to 900 --signals lanes,ppu";
    }

    void declare(CLI::App &app) override
    {
        m_open.declare(app);
        app.add_option("--out", m_out, "Trace events")->type_name("T.json");
        app.add_option("--vcd", m_vcd, "Value changes of the chip's parts, and T.gtkw beside it")->type_name("T.vcd");
        app.add_option("--from", m_fromText, "First cycle of the value changes (default 0)")->type_name("C");
        app.add_option("--to", m_toText, "Last cycle of the value changes (default: the layer's last, at most 4096 cycles on)")
            ->type_name("C");
        app.add_option("--signals", m_signalsText,
                       "Groups of signals: position, b, a, lanes, collector, ppu, output, events (default: all)")
            ->type_name("LIST");
    }

    void check() override
    {
        m_open.check();
        if (m_out.empty() && m_vcd.empty()) {
            throw UsageError("--out T.json or --vcd T.vcd is missing");
        }
        constexpr std::int64_t kMost = std::int64_t{1} << 50;
        m_from = integerOf("--from", m_fromText, 0, kMost);
        m_to = m_toText.empty() ? -1 : integerOf("--to", m_toText, 0, kMost);
        m_signals = m_signalsText.empty() ? std::vector<std::string>() : listOf("--signals", m_signalsText);
    }

    void run(const Session &session) override
    {
        const OpenedNetwork opened = m_open.run(session);
        const OpenedChip chip = opened.open(m_open.layer(), m_open.product());
        const LayerContext &context = chip.context();
        const std::string trace = m_out.empty() ? std::string() : chromeTrace(context, m_open.layer());
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        if (!m_vcd.empty()) {
            writeValueChanges(session, context);
        }
        if (!m_out.empty()) {
            writeFileAtomically(m_out, trace);
        }
    }

private:
    void writeValueChanges(const Session &session, const LayerContext &context) const
    {
        constexpr std::int64_t kUsual = 4096;
        Simulator simulator(std::make_shared<const Operands>(context.operands()), context.config(), context.plan(),
                            context.ppu());
        const std::int64_t to = m_to < 0 ? std::min(simulator.totalCycles() - 1, m_from + kUsual - 1) : m_to;
        const std::filesystem::path path(m_vcd);
        const ValueChanges changes = valueChanges(simulator, m_from, to, m_signals, path.filename().string(), session.job());
        writeFileAtomically(m_vcd, changes.vcd);
        writeFileAtomically(std::filesystem::path(path).replace_extension(".gtkw").string(), changes.gtkw);
    }

    LayerOptions m_open;
    std::string m_out;
    std::string m_vcd;
    std::string m_fromText = "0";
    std::string m_toText;
    std::int64_t m_from = 0;
    std::int64_t m_to = -1;
    std::string m_signalsText;
    std::vector<std::string> m_signals;
};

} // namespace

std::unique_ptr<Command> makeTraceCommand()
{
    return std::make_unique<TraceCommand>();
}

} // namespace vsq::cli
