// SPDX-License-Identifier: GPL-3.0-or-later
// How the table of findings shares its width.
#pragma once

class QTableView;

namespace vsq {

/// Names get what they need; the two sentences (what, what to do) share the rest.
void fitFindingsColumns(QTableView &table);
/// Rows as high as their sentences are at the columns' widths: a sentence is wrapped rather than cut.
void fitFindingsRows(QTableView &table);

} // namespace vsq
