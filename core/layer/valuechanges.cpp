// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/valuechanges.h"

#include "core/base/error.h"
#include "core/base/nearestname.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace vsq {

namespace {

enum class Radix { Hex, Signed, Decimal, Binary };

struct WaveSignal {
    std::string scope; ///< below "chip", parts joined by "."
    std::string name;
    int width = 1;
    Radix radix = Radix::Hex;
    std::function<std::int64_t(const Snapshot &)> value;
};

class WaveSignals {
public:
    WaveSignals(const Simulator &simulator, const std::vector<std::string> &groups) : m_lanes(simulator.plan().lanes)
    {
        const auto wanted = [&](const char *group) {
            return groups.empty() || std::find(groups.begin(), groups.end(), group) != groups.end();
        };
        if (wanted("position")) {
            addPosition();
        }
        if (wanted("b")) {
            addB();
        }
        if (wanted("a")) {
            addA();
        }
        if (wanted("lanes")) {
            addLanes();
        }
        if (wanted("collector")) {
            addCollector(simulator.plan().tileColumns);
        }
        if (wanted("ppu") && simulator.ppu()) {
            addPpu(simulator);
        }
        if (wanted("output") && simulator.ppu()) {
            addOutput(simulator);
        }
        if (wanted("events")) {
            addEvents();
        }
    }

    std::vector<WaveSignal> list;

private:
    void add(const std::string &scope, const std::string &name, int width, Radix radix,
             std::function<std::int64_t(const Snapshot &)> value)
    {
        list.push_back({scope, name, width, radix, std::move(value)});
    }

    void addPosition()
    {
        add("position", "phase", 3, Radix::Decimal,
            [](const Snapshot &s) { return static_cast<std::int64_t>(s.executed.phase); });
        add("position", "subtile", 16, Radix::Decimal, [](const Snapshot &s) { return s.executed.subtile; });
        add("position", "tile", 32, Radix::Decimal, [](const Snapshot &s) { return s.executed.tile; });
        add("position", "m", 32, Radix::Decimal, [](const Snapshot &s) { return s.executed.m; });
        add("position", "n", 32, Radix::Decimal, [](const Snapshot &s) { return s.executed.n; });
        add("position", "k", 16, Radix::Decimal, [](const Snapshot &s) { return s.executed.k; });
        add("position", "a", 5, Radix::Decimal, [](const Snapshot &s) { return s.executed.a; });
    }

    void addB()
    {
        add("b", "valid", 1, Radix::Binary, [](const Snapshot &s) { return std::int64_t{s.bWord.valid}; });
        add("b", "address", 12, Radix::Decimal, [](const Snapshot &s) { return std::int64_t{s.bWord.address}; });
        add("b", "scale", 8, Radix::Decimal, [](const Snapshot &s) { return std::int64_t{s.bWord.scale}; });
        addCodes("b", [](const Snapshot &s) -> const Word & { return s.bWord; });
    }

    /// The 256 bits of codes as four parts of 64.
    void addCodes(const std::string &scope, const std::function<const Word &(const Snapshot &)> &word)
    {
        for (std::size_t part = 0; part < 4; ++part) {
            add(scope, fmt::format("codes{}", part), 64, Radix::Hex, [word, part](const Snapshot &s) {
                const Word &from = word(s);
                std::uint64_t bits = 0;
                const std::size_t each = s.mode == Mode::Int8 ? 8 : 16; // codes in 64 bits
                for (std::size_t i = 0; i < each; ++i) {
                    const auto code = static_cast<std::uint64_t>(static_cast<std::uint8_t>(from.codes[part * each + i]));
                    bits |= (each == 8 ? code : code & 15U) << (64 / each * i);
                }
                return static_cast<std::int64_t>(bits);
            });
        }
    }

    void addA()
    {
        for (std::size_t lane = 0; lane < static_cast<std::size_t>(m_lanes); ++lane) {
            const std::string scope = fmt::format("a.lane{}", lane);
            add(scope, "address", 8, Radix::Decimal,
                [lane](const Snapshot &s) { return std::int64_t{s.aRegister[lane].address}; });
            add(scope, "scale", 8, Radix::Decimal, [lane](const Snapshot &s) { return std::int64_t{s.aRegister[lane].scale}; });
            addCodes(scope, [lane](const Snapshot &s) -> const Word & { return s.aRegister[lane]; });
        }
    }

    void addLanes()
    {
        for (std::size_t lane = 0; lane < static_cast<std::size_t>(m_lanes); ++lane) {
            const std::string scope = fmt::format("lanes.lane{}", lane);
            const auto of = [lane](std::int64_t (*value)(const LaneState &)) {
                return [lane, value](const Snapshot &s) { return value(s.lanes[lane]); };
            };
            add(scope, "tree", 21, Radix::Signed, of([](const LaneState &l) { return std::int64_t{l.tree}; }));
            add(scope, "scale_product", 16, Radix::Decimal, of([](const LaneState &l) { return std::int64_t{l.scaleProduct}; }));
            add(scope, "p8", 16, Radix::Decimal, of([](const LaneState &l) { return std::int64_t{l.roundedScale}; }));
            add(scope, "term", 24, Radix::Signed, of([](const LaneState &l) { return std::int64_t{l.term}; }));
            add(scope, "sum_in", 24, Radix::Signed, of([](const LaneState &l) { return std::int64_t{l.sumIn}; }));
            add(scope, "sum_out", 24, Radix::Signed, of([](const LaneState &l) { return std::int64_t{l.sumOut}; }));
            add(scope, "saturated", 1, Radix::Binary, of([](const LaneState &l) { return std::int64_t{l.saturated}; }));
        }
    }

    void addCollector(int entries)
    {
        for (std::size_t entry = 0; entry < static_cast<std::size_t>(entries); ++entry) {
            const std::string scope = fmt::format("collector.entry{}", entry);
            for (std::size_t lane = 0; lane < static_cast<std::size_t>(m_lanes); ++lane) {
                add(scope, fmt::format("sum{}", lane), 24, Radix::Signed,
                    [entry, lane](const Snapshot &s) { return std::int64_t{s.collector[entry][lane]}; });
            }
            add(scope, "pending", 1, Radix::Binary,
                [entry](const Snapshot &s) { return std::int64_t{s.collectorPending[entry]}; });
        }
        add("collector", "read_out", 6, Radix::Signed, [](const Snapshot &s) { return std::int64_t{s.readOut}; });
    }

    void addPpu(const Simulator &simulator)
    {
        const std::size_t stages = simulator.snapshot().ppu.size();
        for (std::size_t stage = 0; stage < stages; ++stage) {
            const std::string scope = fmt::format("ppu.stage{}_{}", stage, simulator.snapshot().ppu[stage].name);
            add(scope, "valid", 1, Radix::Binary, [stage](const Snapshot &s) { return std::int64_t{s.ppu[stage].valid}; });
            add(scope, "m", 32, Radix::Decimal, [stage](const Snapshot &s) { return s.ppu[stage].m; });
            add(scope, "n", 32, Radix::Decimal, [stage](const Snapshot &s) { return s.ppu[stage].row; });
            for (std::size_t lane = 0; lane < static_cast<std::size_t>(m_lanes); ++lane) {
                add(scope, fmt::format("value{}", lane), 40, Radix::Signed,
                    [stage, lane](const Snapshot &s) { return s.ppu[stage].values[lane]; });
            }
        }
    }

    void addOutput(const Simulator &simulator)
    {
        add("output", "written", 1, Radix::Binary, [](const Snapshot &s) { return std::int64_t{!s.outputWord.empty()}; });
        add("output", "address", 10, Radix::Decimal, [](const Snapshot &s) { return std::int64_t{s.outputAddress}; });
        add("output", "scale", 8, Radix::Decimal, [](const Snapshot &s) { return std::int64_t{s.outputScale}; });
        add("output", "queue", 16, Radix::Decimal, [](const Snapshot &s) { return s.outputQueue; });
        const std::size_t width = codesPerOutputWord(simulator.plan().output) == 32 ? 4 : 8;
        for (std::size_t part = 0; part < 2; ++part) {
            add("output", fmt::format("codes{}", part), 64, Radix::Hex, [width, part](const Snapshot &s) {
                std::uint64_t bits = 0;
                for (std::size_t i = 0; i < 64 / width && part * (64 / width) + i < s.outputWord.size(); ++i) {
                    const auto code = static_cast<std::uint64_t>(
                        static_cast<std::uint8_t>(s.outputWord[part * (64 / width) + i]));
                    bits |= (width == 4 ? code & 15U : code) << (width * i);
                }
                return static_cast<std::int64_t>(bits);
            });
        }
    }

    void addEvents()
    {
        for (int kind = 0; kind <= static_cast<int>(EventKind::LayerDone); ++kind) {
            std::string name(nameOf(static_cast<EventKind>(kind)));
            std::replace(name.begin(), name.end(), ' ', '_');
            add("events", name, 1, Radix::Binary, [kind](const Snapshot &s) {
                return std::int64_t{std::any_of(s.events.begin(), s.events.end(),
                                                [kind](const Event &event) { return static_cast<int>(event.kind) == kind; })};
            });
        }
    }

    int m_lanes;
};

std::string identifier(std::size_t index)
{
    std::string text;
    do {
        text += static_cast<char>('!' + index % 94);
        index /= 94;
    } while (index > 0);
    return text;
}

void appendChange(std::string &text, const WaveSignal &signal, const std::string &id, std::int64_t value)
{
    if (signal.width == 1) {
        text += value != 0 ? '1' : '0';
        text += id + "\n";
        return;
    }
    text += 'b';
    bool leading = true;
    for (int bit = signal.width; bit-- > 0;) {
        const bool one = (static_cast<std::uint64_t>(value) >> bit & 1U) != 0;
        leading = leading && !one && bit > 0;
        if (!leading) {
            text += one ? '1' : '0';
        }
    }
    text += " " + id + "\n";
}

std::string header(const std::vector<WaveSignal> &signals)
{
    std::string text =
        "$version vsq $end\n$comment One unit of time is one clock cycle: at time c is what cycle c left. $end\n$timescale 1 ns $end\n"
        "$scope module chip $end\n";
    std::vector<std::string> open;
    const auto closeTo = [&](std::size_t depth) {
        for (; open.size() > depth; open.pop_back()) {
            text += "$upscope $end\n";
        }
    };
    for (std::size_t i = 0; i < signals.size(); ++i) {
        std::vector<std::string> parts;
        std::size_t at = 0;
        for (std::size_t dot = 0; dot != std::string::npos; at = dot + 1) {
            dot = signals[i].scope.find('.', at);
            parts.push_back(signals[i].scope.substr(at, dot == std::string::npos ? dot : dot - at));
        }
        std::size_t same = 0;
        while (same < parts.size() && same < open.size() && parts[same] == open[same]) {
            ++same;
        }
        closeTo(same);
        for (; same < parts.size(); ++same) {
            text += "$scope module " + parts[same] + " $end\n";
            open.push_back(parts[same]);
        }
        const WaveSignal &signal = signals[i];
        text += fmt::format("$var wire {} {} {}{} $end\n", signal.width, identifier(i), signal.name,
                            signal.width > 1 ? fmt::format(" [{}:0]", signal.width - 1) : std::string());
    }
    closeTo(0);
    return text + "$upscope $end\n$enddefinitions $end\n";
}

/// GTKWave's flags of a row: right-justified hexadecimal, signed, decimal, binary.
const char *flagsOf(Radix radix)
{
    switch (radix) {
    case Radix::Hex: return "@22";
    case Radix::Signed: return "@420";
    case Radix::Decimal: return "@24";
    case Radix::Binary: break;
    }
    return "@28";
}

std::string saveFile(const std::vector<WaveSignal> &signals, const std::string &dumpFile, std::int64_t from)
{
    std::string text = "[*] vsq\n[dumpfile] \"" + dumpFile + "\"\n[timestart] " + std::to_string(from) + "\n[sst_expanded] 1\n";
    std::string group;
    const auto end = [&] {
        if (!group.empty()) {
            text += "@1000200\n-" + group + "\n";
        }
    };
    for (const WaveSignal &signal : signals) {
        if (signal.scope != group) {
            end();
            group = signal.scope;
            text += (group == "position" || group == "b" || group == "output" || group == "events" ? "@800200\n-" : "@c00200\n-")
                    + group + "\n";
        }
        text += fmt::format("{}\nchip.{}.{}{}\n", flagsOf(signal.radix), signal.scope, signal.name,
                            signal.width > 1 ? fmt::format("[{}:0]", signal.width - 1) : std::string());
    }
    end();
    return text;
}

} // namespace

const std::vector<std::string> &valueChangeGroups()
{
    static const std::vector<std::string> groups{"position", "b", "a", "lanes", "collector", "ppu", "output", "events"};
    return groups;
}

ValueChanges valueChanges(Simulator &simulator, std::int64_t from, std::int64_t to, const std::vector<std::string> &groups,
                          const std::string &dumpFile, const JobContext &job)
{
    const std::int64_t last = simulator.totalCycles() - 1;
    if (from < 0 || from > last) {
        throw Error({{}, "value changes"}, "first cycle", fmt::format("0 .. {}", last), std::to_string(from));
    }
    if (to < from || to > last) {
        throw Error({{}, "value changes"}, "last cycle", fmt::format("{} .. {}", from, last), std::to_string(to));
    }
    for (const std::string &group : groups) {
        if (std::find(valueChangeGroups().begin(), valueChangeGroups().end(), group) == valueChangeGroups().end()) {
            throw Error(
                {{}, "value changes"}, "signals",
                fmt::format("{} (nearest: {})", fmt::join(valueChangeGroups(), ", "), nearestName(group, valueChangeGroups())),
                "'" + group + "'");
        }
    }
    const WaveSignals signals(simulator, groups);
    ValueChanges result{header(signals.list), saveFile(signals.list, dumpFile, from)};
    std::vector<std::optional<std::int64_t>> held(signals.list.size());
    for (std::int64_t cycle = from; cycle <= to; ++cycle) {
        job.check();
        job.report(cycle - from, to - from + 1, "dumping");
        simulator.seek(cycle + 1);
        const Snapshot snapshot = simulator.snapshot();
        std::string changes;
        for (std::size_t i = 0; i < signals.list.size(); ++i) {
            const std::int64_t value = signals.list[i].value(snapshot);
            if (held[i] != value) {
                held[i] = value;
                appendChange(changes, signals.list[i], identifier(i), value);
            }
        }
        if (!changes.empty()) {
            result.vcd += fmt::format("#{}\n", cycle);
            result.vcd += cycle == from ? "$dumpvars\n" + changes + "$end\n" : changes;
        }
    }
    result.vcd += fmt::format("#{}\n", to + 1);
    return result;
}

} // namespace vsq
