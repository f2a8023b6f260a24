// SPDX-License-Identifier: GPL-3.0-or-later
// The identity of data: what studies and checkpoints know their items by, wherever the files lie.
#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"

#include <string>

namespace vsq {

/// Of all labels and of all items in their order, each as the network gets it; reads every item once. Throws Cancelled, and Error
/// for an item that cannot be read.
std::string hashOfData(const Dataset &data, const JobContext &job = {});

} // namespace vsq
