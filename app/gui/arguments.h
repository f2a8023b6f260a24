// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of the desktop application.
#pragma once

#include "core/quantize/format.h"
#include "core/tensor/shape.h"
#include "views/theme/theme.h"

#include <QString>

#include <map>
#include <optional>
#include <string>

namespace vsq {

struct Arguments {
    QString model; ///< network or project, empty: none given
    QString dataPath;
    std::map<std::string, Shape> shapes; ///< of inputs whose sizes the file leaves open
    bool safe = false;                   ///< neither settings nor session of before, and none are kept
    bool sample = false;                 ///< open a bundled sample
    QString sampleName;                  ///< its file without ending; empty: the first
    QString layer;                       ///< open this one on the chip; empty with pictures: a typical one
    std::optional<NumberFormat> format;
    std::optional<Theme::Preference> theme; ///< of this run alone
    QString exportView;                     ///< "scales", or "scales.NAME" for one of its plots
    QString out;
    QString screenshots;         ///< folder
    std::optional<int> exitCode; ///< done already (help, version) or wrong: 0 or 2
};

/// Prints what --help and wrong arguments ask for.
Arguments parseArguments(int argc, char **argv);

} // namespace vsq
