// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector says of a layer, a lane, an element of C and a vector.
#pragma once

#include "core/chip/config.h"
#include "core/chip/snapshot.h"
#include "core/layer/openedchip.h"
#include "views/inspector/inspectortext.h"
#include "views/workspace/selection.h"

#include <QCoreApplication>

#include <limits>

namespace vsq {

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
    ChipConfig config;
    Selection selection;
    LayerErrors errors;
};

void layerPage(InspectorText &text, const InspectorInput &in);
void lanePage(InspectorText &text, const InspectorInput &in);
/// Needs lane and entry; shows the element of C that they hold in the running tile.
void resultPage(InspectorText &text, const InspectorInput &in);
void entryPage(InspectorText &text, const InspectorInput &in);
void vectorPage(InspectorText &text, const InspectorInput &in);

/// The pages that the selection asks for, the most special first.
QString inspectorHtml(const InspectorInput &in);

} // namespace vsq
