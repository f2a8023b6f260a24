// SPDX-License-Identifier: GPL-3.0-or-later
// Finished fine-tunings as JSON, for project files.
#pragma once

#include "views/workspace/tuningrun.h"

#include <nlohmann/json.hpp>

#include <string>

namespace vsq {

/// {"correct", "count"}; both ways. Reading throws nlohmann's exceptions.
nlohmann::json countsJson(const Accuracy &accuracy);
Accuracy countsFrom(const nlohmann::json &object);

/// Without the losses of single steps. model, data, out: paths as the file shall have them.
nlohmann::json tuningJson(const TuningRun &run, const std::string &model, const std::string &data, const std::string &out);
/// Throws nlohmann's exceptions and Error for what is none; paths are left to the caller.
TuningRun tuningFromJson(const nlohmann::json &object, const std::string &source);

} // namespace vsq
