// SPDX-License-Identifier: GPL-3.0-or-later
// Kept runs and moments as JSON, for project files.
#pragma once

#include "views/workspace/notebook.h"
#include "views/workspace/runlist.h"

#include <nlohmann/json.hpp>

#include <string>

namespace vsq {

/// model: as the file shall have it.
nlohmann::json runJson(const KeptRun &run, const std::string &model);
/// Throws nlohmann's exceptions and Error for what is none; the model is as in the file.
KeptRun runFromJson(const nlohmann::json &object, const std::string &source);

nlohmann::json entryJson(const NotebookEntry &entry);
NotebookEntry entryFromJson(const nlohmann::json &object);

} // namespace vsq
