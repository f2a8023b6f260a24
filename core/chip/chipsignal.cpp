// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/chipsignal.h"

#include "core/base/error.h"
#include "core/base/nearestname.h"
#include "core/chip/pputiming.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <vector>

namespace vsq {

namespace {

using Kind = ChipSignal::Kind;

struct SignalForm {
    Kind kind;
    std::string_view name;
    /// In the order of the text: e entry, l lane, i element, s stage.
    std::string_view indices;
};
constexpr std::array kTable{SignalForm{Kind::LaneTree, "tree", "l"},
                            SignalForm{Kind::LaneScale, "p8", "l"},
                            SignalForm{Kind::LaneTerm, "term", "l"},
                            SignalForm{Kind::LaneSum, "sum", "l"},
                            SignalForm{Kind::CollectorEntry, "collector", "el"},
                            SignalForm{Kind::CodeA, "a", "li"},
                            SignalForm{Kind::CodeB, "b", "i"},
                            SignalForm{Kind::Product, "product", "li"},
                            SignalForm{Kind::ScaleA, "a-scale", "l"},
                            SignalForm{Kind::ScaleB, "b-scale", ""},
                            SignalForm{Kind::PpuStage, "ppu", "sl"}};
static_assert(kTable.size() == ChipSignal::kKinds);

const SignalForm &entryOf(Kind kind)
{
    return kTable[static_cast<std::size_t>(kind)];
}

int *indexOf(ChipSignal &signal, char index)
{
    return index == 'e' ? &signal.entry : index == 'l' ? &signal.lane : index == 'i' ? &signal.element : &signal.stage;
}

const char *wordOf(char index)
{
    return index == 'e' ? "entry" : index == 'l' ? "lane" : index == 'i' ? "element" : "stage";
}

int countOf(char index, const ChipConfig &config)
{
    switch (index) {
    case 'e': return config.collectorEntries;
    case 'l': return config.lanes;
    case 's': return std::min(config.ppuStages + 1, PpuTiming::kMostStages); // one more with four segments
    default: return kMaxVector;
    }
}

[[noreturn]] void refuse(const std::string &what, const std::string &expected, std::string_view found)
{
    throw Error({{}, "signal"}, what, expected, "'" + std::string(found) + "'");
}

std::vector<std::string_view> partsOf(std::string_view text)
{
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t colon = text.find(':');
        parts.push_back(text.substr(0, colon));
        if (colon == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(colon + 1);
    }
}

std::string formOf(const SignalForm &entry)
{
    std::string form(entry.name);
    for (const char index : entry.indices) {
        form += ":" + std::string(index == 'e' ? "ENTRY" : index == 'l' ? "LANE" : index == 'i' ? "ELEMENT" : "STAGE");
    }
    return form;
}

bool inRange(int value, int count)
{
    return value >= 0 && value < count;
}

} // namespace

bool hasLane(ChipSignal::Kind kind)
{
    return entryOf(kind).indices.find('l') != std::string_view::npos;
}

bool hasElement(ChipSignal::Kind kind)
{
    return entryOf(kind).indices.find('i') != std::string_view::npos;
}

ChipSignal chipSignalFromText(std::string_view text, const ChipConfig &config, bool anyLane)
{
    const std::vector<std::string_view> parts = partsOf(text);
    for (const SignalForm &entry : kTable) {
        if (parts[0] != entry.name) {
            continue;
        }
        if (parts.size() != entry.indices.size() + 1) {
            refuse(std::string(entry.name), formOf(entry), text);
        }
        ChipSignal signal{.kind = entry.kind};
        for (std::size_t i = 0; i < entry.indices.size(); ++i) {
            const char index = entry.indices[i];
            const std::string_view part = parts[i + 1];
            int *value = indexOf(signal, index);
            if (index == 'l' && anyLane && part == "any") {
                continue;
            }
            const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), *value);
            if (error != std::errc() || end != part.data() + part.size() || !inRange(*value, countOf(index, config))) {
                refuse(wordOf(index),
                       fmt::format("0 .. {}{}", countOf(index, config) - 1, index == 'l' && anyLane ? " or any" : ""), part);
            }
        }
        return signal;
    }
    std::string forms;
    std::vector<std::string> names;
    for (const SignalForm &entry : kTable) {
        forms += (forms.empty() ? "" : ", ") + formOf(entry);
        names.emplace_back(entry.name);
    }
    refuse("name", forms + " (nearest: " + nearestName(std::string(parts[0]), names) + ")", text);
}

std::string toText(const ChipSignal &signal)
{
    const SignalForm &entry = entryOf(signal.kind);
    std::string text(entry.name);
    ChipSignal copy = signal;
    for (const char index : entry.indices) {
        const int value = *indexOf(copy, index);
        text += ":" + (index == 'l' && value < 0 ? std::string("any") : std::to_string(value));
    }
    return text;
}

std::optional<std::int64_t> valueOf(const ChipSignal &signal, const Snapshot &snapshot)
{
    if ((hasLane(signal.kind) && !inRange(signal.lane, kLanes))
        || (hasElement(signal.kind) && !inRange(signal.element, vectorSize(snapshot.mode)))) {
        return std::nullopt;
    }
    const auto lane = static_cast<std::size_t>(std::max(0, signal.lane));
    const auto element = static_cast<std::size_t>(std::max(0, signal.element));
    const LaneState &state = snapshot.lanes[lane];
    const Word &a = snapshot.aRegister[lane];
    const auto when = [](bool there, std::int64_t value) { return there ? std::optional(value) : std::nullopt; };
    switch (signal.kind) {
    case Kind::LaneTree: return when(state.active, state.tree);
    case Kind::LaneScale: return when(state.active, state.roundedScale);
    case Kind::LaneTerm: return when(state.active, state.term);
    case Kind::LaneSum: return when(state.active, state.sumOut);
    case Kind::Product: return when(state.active, state.products[element]);
    case Kind::CollectorEntry:
        if (inRange(signal.entry, kCollectorEntries) && snapshot.collectorValid[static_cast<std::size_t>(signal.entry)]) {
            return snapshot.collector[static_cast<std::size_t>(signal.entry)][lane];
        }
        return std::nullopt;
    case Kind::CodeA: return when(a.valid, a.codes[element]);
    case Kind::ScaleA: return when(a.valid, a.scale);
    case Kind::CodeB: return when(snapshot.bWord.valid, snapshot.bWord.codes[element]);
    case Kind::ScaleB: return when(snapshot.bWord.valid, snapshot.bWord.scale);
    case Kind::PpuStage:
        if (inRange(signal.stage, static_cast<int>(snapshot.ppu.size()))) {
            const PpuStage &stage = snapshot.ppu[static_cast<std::size_t>(signal.stage)];
            return when(stage.valid, stage.values[lane]);
        }
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace vsq
