// SPDX-License-Identifier: GPL-3.0-or-later
// Trains a sample network on a folder of IDX files and writes it as ONNX.
#pragma once

#include "app/cli/train.h"

namespace vsq::cli {

/// Each epoch's loss and accuracy go to the console's messages. Throws Error, Cancelled; the file is written whole at the
/// end or not at all.
void trainNetwork(const Session &session, const TrainRequest &request);

} // namespace vsq::cli
