// SPDX-License-Identifier: GPL-3.0-or-later
// From the picture to the workspace's selection and back.
#pragma once

#include "views/dataflow/chipscene.h"

namespace vsq {

/// Position that the picture shows: of the cycle executed last, before the first one of that to come.
const Position &shownPosition(const Snapshot &snapshot);

/// What a click on the part selects: lane, entry, vector, element, stage, or a buffer's word, as far as the part has them.
Selection selectionFor(const ChipPart &part, const ChipScene &scene);

/// Moves the selected lane and entry, as arrow keys do; starts at lane 0, entry 0 where nothing is selected.
Selection movedSelection(const Selection &selection, int lanes, int entries);

/// The next of the blocks that have no lanes or entries (buffers, then the stages of the post-processing unit), or the one
/// before.
Selection nextBlock(const Selection &selection, bool forwards);

} // namespace vsq
