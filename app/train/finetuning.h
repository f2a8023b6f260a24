// SPDX-License-Identifier: GPL-3.0-or-later
// Fine-tunes a network as vsq finetune was asked to, and measures what came out as vsq eval does.
#pragma once

#include "app/cli/finetune.h"

namespace vsq::cli {

/// Each epoch's loss and accuracy go to the console's messages, the result to its data. Throws Error, StoppedEarly.
void finetuneNetwork(const Session &session, const FinetuneRequest &request);

} // namespace vsq::cli
