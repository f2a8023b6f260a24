// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector says of a layer, a lane, an element of C and a vector.
#pragma once

#include "core/chip/config.h"
#include "core/chip/snapshot.h"
#include "core/chip/wordtimes.h"
#include "core/layer/explanation.h"
#include "core/layer/openedchip.h"
#include "core/layer/runcomparison.h"
#include "views/inspector/inspectortext.h"
#include "views/workspace/selection.h"

#include <QCoreApplication>

#include <limits>
#include <optional>
#include <utility>

namespace vsq {

struct ValueHop;

namespace inspector {

inline QString tr(const char *text)
{
    return QCoreApplication::translate("vsq::Inspector", text);
}

} // namespace inspector

/// Errors of a layer's operands against FP32, computed once when it is opened.
struct LayerErrors {
    double sqnrA = std::numeric_limits<double>::quiet_NaN(); ///< dB; not a number until it is known
    double sqnrB = std::numeric_limits<double>::quiet_NaN();
};

struct InspectorInput {
    const LayerData *layer = nullptr;
    const Snapshot *snapshot = nullptr;
    const OpenedChip *chip = nullptr; ///< the layer in the schedule that the snapshot is of; null where it does not run
    bool chipIsComing = false;        ///< it is being laid out
    bool canGoBack = false;           ///< through the places that links were followed to
    bool canGoForward = false;
    QString trail; ///< how the value came from the one that was explained before; or what is being looked for
    ChipConfig config;
    Selection selection;
    LayerErrors errors;
    std::vector<std::string> tokens;          ///< word pieces of the rows of B; empty: they are no tokens
    const WordTimes *wordTimes = nullptr;     ///< of the selected buffer's word; null: none, or not known yet
    const ComparedLayer *compared = nullptr;  ///< the layer beside the baseline's; null: there is no baseline
    QString baseline;                         ///< its name
    const OpenedChip *baselineChip = nullptr; ///< the layer as the baseline's run has it; null: not known
};

void layerPage(InspectorText &text, const InspectorInput &in);
/// The layer's numbers beside the baseline's.
void baselinePart(InspectorText &text, const InspectorInput &in);
/// C[m, n] as the baseline's own run has it.
void valueInBaselinePart(InspectorText &text, const InspectorInput &in, const Explanation &why);
void lanePage(InspectorText &text, const InspectorInput &in);
/// Needs lane and entry; shows the element of C that they hold in the running tile.
void resultPage(InspectorText &text, const InspectorInput &in);
/// The chain of C[m, n], each step with a link to its cycle, and links to the operands and the layer before.
void whyPage(InspectorText &text, const InspectorInput &in, std::int64_t m, std::int64_t n);
/// As far as the post-processing unit's code where the layer's sums go through it, else to the result.
Explanation whyOf(const OpenedChip &chip, std::int64_t m, std::int64_t n);
/// "<a href='target'>text</a>"
QString linkTo(const QString &target, const QString &shown);
/// The element of C that a lane and entry hold, or will; nothing where that is padding.
std::optional<std::pair<std::int64_t, std::int64_t>> resultAt(const Snapshot &snapshot, const Operands &operands,
                                                              const Selection &selection);
/// "Back" and "Forward", those that are possible as links.
QString wayLinks(bool back, bool forward);
/// How a value came from the one that was explained before.
QString hopText(const ValueHop &hop);
/// A buffer of the chip or one of its words: how full it is, its ports in this cycle, what the word holds, when it was written
/// and is read next.
void bufferPage(InspectorText &text, const InspectorInput &in);
/// A stage of the post-processing unit: what it does, and the 16 values that leave it.
void stagePage(InspectorText &text, const InspectorInput &in);
void entryPage(InspectorText &text, const InspectorInput &in);
void vectorPage(InspectorText &text, const InspectorInput &in);

/// The pages that the selection asks for, the most special first.
QString inspectorHtml(const InspectorInput &in);

} // namespace vsq
