// SPDX-License-Identifier: GPL-3.0-or-later
// Studies of the first layout: a row a result, the format's fields as columns.
#pragma once

#include <SQLiteCpp/Database.h>

namespace vsq {

/// Moves the results of layout 1 into the tables points and outcomes, which are there and empty, in the order in which they
/// were found, and drops the old table. Within the caller's transaction.
void takeVersion1(SQLite::Database &database);

} // namespace vsq
