// SPDX-License-Identifier: GPL-3.0-or-later
// A project: what a user has set up around a network, saved as one .vsq file (JSON). Holds no layout and no weights.
#pragma once

#include "core/chip/breakpoint.h"
#include "core/chip/config.h"
#include "core/quantize/format.h"
#include "views/workspace/notebook.h"
#include "views/workspace/runlist.h"
#include "views/workspace/tuningrun.h"
#include "views/workspace/workspace.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <vector>

namespace vsq {

struct Project {
    QString modelPath; ///< absolute in memory; relative to the project file on disk where it lies below it
    QString dataPath;
    std::map<std::string, Shape> shapes; ///< of inputs whose sizes the file leaves open, by name
    NumberFormat format;
    std::map<std::string, NumberFormat> layerFormats; ///< by layer name
    ChipConfig chip;
    std::vector<Breakpoint> breakpoints;
    std::vector<ChipSignal> watches;
    std::vector<KeptRun> kept;
    int baseline = -1;              ///< among them
    std::vector<TuningRun> tunings; ///< finished ones
    std::vector<NotebookEntry> moments;
    std::string openedLayer; ///< name, empty: none
    int product = 0;         ///< of the opened layer: head, group
    std::int64_t cycle = 0;  ///< where it stands
    int item = 0;
    std::vector<StudyResult> results;
};

/// Numbers in C locale. file: where it will be saved, for relative paths.
QByteArray projectToJson(const Project &project, const QString &file);
/// Throws Error naming file, field, expected and found.
Project projectFromJson(const QByteArray &json, const QString &file);

/// Whole or not at all; throws Error when the target cannot be written.
void saveProject(const Project &project, const QString &file);
Project loadProject(const QString &file);

} // namespace vsq
