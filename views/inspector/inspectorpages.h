// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector says of a layer, a lane, an element of C and a vector.
#pragma once

#include "core/chip/config.h"
#include "core/chip/snapshot.h"
#include "core/layer/explanation.h"
#include "core/layer/openedchip.h"
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
};

void layerPage(InspectorText &text, const InspectorInput &in);
void lanePage(InspectorText &text, const InspectorInput &in);
/// Needs lane and entry; shows the element of C that they hold in the running tile.
void resultPage(InspectorText &text, const InspectorInput &in);
/// The chain of C[m, n], each step with a link to its cycle, and links to the operands and the layer before.
void whyPage(InspectorText &text, const InspectorInput &in, std::int64_t m, std::int64_t n);
/// As far as the post-processing unit's code where the layer's sums go through it, else to the result.
Explanation whyOf(const OpenedChip &chip, std::int64_t m, std::int64_t n);
/// The element of C that a lane and entry hold, or will; nothing where that is padding.
std::optional<std::pair<std::int64_t, std::int64_t>> resultAt(const Snapshot &snapshot, const Operands &operands,
                                                              const Selection &selection);
/// "Back" and "Forward", those that are possible as links.
QString wayLinks(bool back, bool forward);
/// How a value came from the one that was explained before.
QString hopText(const ValueHop &hop);
void entryPage(InspectorText &text, const InspectorInput &in);
void vectorPage(InspectorText &text, const InspectorInput &in);

/// The pages that the selection asks for, the most special first.
QString inspectorHtml(const InspectorInput &in);

} // namespace vsq
