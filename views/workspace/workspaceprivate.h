// SPDX-License-Identifier: GPL-3.0-or-later
// What a Workspace holds; for its own source files.
#pragma once

#include "core/layer/layerplan.h"
#include "views/workspace/simulationworker.h"
#include "views/workspace/workspace.h"

#include <QTemporaryDir>
#include <QTimer>

namespace vsq {

/// What a load job makes, handed over whole so that nothing is ever half open.
struct LoadedModel {
    std::shared_ptr<const Graph> graph;
    std::vector<Layer> layers;
    std::shared_ptr<const Dataset> data;
    std::vector<std::optional<LayerCost>> costs; ///< as layers, in the formats that it is opened with
};

struct Workspace::Private {
    QString modelPath;
    QString dataPath;
    std::map<std::string, Shape> shapes; ///< as Project has them
    LoadedModel model;
    NumberFormat format = namedFormat("vsq");
    std::map<std::string, NumberFormat> layerFormats; ///< by layer name, so that they outlive a changed file
    ChipConfig chip;
    QUndoStack undoStack;
    int openedLayer = -1;
    int productIndex = 0;
    int item = 0;
    std::shared_ptr<const LayerData> layerData;
    QString chipProblem; ///< why the chip, as it is set, cannot run the open layer; empty: it can
    std::map<std::pair<std::string, int>, SimulationStart> stood; ///< by layer and product: where it was left
    std::vector<StudyResult> results;
    StudyFile studyFile;
    std::unique_ptr<QTemporaryDir> ownStudies; ///< where results go that the user has no file for
    std::vector<std::optional<LayerReport>> measurements;
    int studySerial = 0;
    Selection selection;
    int loadJob = 0;
    int layerJob = 0;
    int studyJob = 0;
    int measureJob = 0;
    int costJob = 0;
    int priceJob = 0;
    QTimer measureSoon; ///< after several edits in a row once
    QTimer priceSoon;   ///< of a slider's many supplies one at a time
    QTimer openSoon;    ///< a layer that was selected, once the selection stays
    SimulationController *simulation = nullptr;
    JobQueue *jobs = nullptr;
    Laboratory *laboratory = nullptr;
    LayerChip *layerChip = nullptr;
    WatchList *watches = nullptr;
    RunList *runs = nullptr;
    TuningList *tunings = nullptr;
    Notebook *notebook = nullptr;
    Navigator *navigator = nullptr;
};

/// Two chips that compute, count and store the same.
[[nodiscard]] inline bool differInSupplyAlone(ChipConfig a, const ChipConfig &b)
{
    const bool other = a.voltage != b.voltage;
    a.voltage = b.voltage;
    return other && a == b;
}

} // namespace vsq
