// SPDX-License-Identifier: GPL-3.0-or-later
// A table of labelled texts as data of a network that takes token sequences.
#pragma once

#include "core/data/dataset.h"

namespace vsq {

/// Whether a path is that of such a table: it ends in .csv.
bool isTextTable(const std::string &path);

/// The first line names the columns: `text,label` or `text_a,text_b,label`, in any order, others are passed over. Labels are
/// all whole numbers (classes), or all real ones where one is not whole or options.realLabels says so.
/// The inputs are told by name: input_ids, attention_mask (input_mask), token_type_ids (segment_ids), position_ids; a single
/// input of another name is taken for input_ids. Sequences are padded when they are read: to what the network's shapes fix,
/// else to the longest of the batch, so that one long row does not make all others as long.
/// Throws Error naming file, line, expected and found.
Dataset loadTextTable(const std::string &path, const Graph &graph, const DatasetOptions &options);

} // namespace vsq
