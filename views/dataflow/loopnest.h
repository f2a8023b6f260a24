// SPDX-License-Identifier: GPL-3.0-or-later
// The chip's loop nest (JSSC's output-stationary, local-A-stationary nest) as lines of source code for one product: what
// each line says, the value it has now, whether it runs, and which breakpoint its gutter sets.
#pragma once

#include "core/chip/breakpoint.h"
#include "core/chip/operands.h"
#include "core/chip/snapshot.h"
#include "core/layer/bufferfill.h"

#include <QString>

#include <optional>
#include <vector>

namespace vsq {

struct LoopLine {
    enum class Kind : std::uint8_t { Comment, Loop, Statement };
    Kind kind = Kind::Statement;
    int indent = 0;
    QString code;
    QString value;                        ///< "3", "-1,234"; empty where the line has none
    bool running = false;                 ///< belongs to the cycle executed last
    bool changed = false;                 ///< value differs from the state before
    std::optional<Breakpoint> breakpoint; ///< what the gutter toggles
    QString stops;                        ///< when that breakpoint stops, one sentence
    bool operator==(const LoopLine &) const = default;
};

struct LoopNestInput {
    const Operands *operands = nullptr; ///< null: the nest in general
    BufferFill fill;
    const Snapshot *snapshot = nullptr;
    const Snapshot *before = nullptr; ///< for `changed`
    int lane = 0;                     ///< whose tree, scale and sum are shown
};

std::vector<LoopLine> loopNest(const LoopNestInput &input);

/// The breakpoint that the line stands for is in the list. The "for a" line stands for every breakpoint on a alone.
bool hasBreakpoint(const LoopLine &line, const std::vector<Breakpoint> &list, bool *enabled = nullptr);
/// The list with the line's breakpoint added or, where it is there already, removed.
std::vector<Breakpoint> toggled(const LoopLine &line, std::vector<Breakpoint> list);

} // namespace vsq
