// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studyversion1.h"

#include "core/base/error.h"
#include "core/quantize/formatjson.h"
#include "core/study/studypoint.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace vsq {

namespace {

/// From the text that it was filed under, which has all of it; from the columns where that is none.
NumberFormat formatOf(SQLite::Statement &row)
{
    try {
        return formatFromKey(row.getColumn("format").getString());
    } catch (const Error &) {
        // Older than that text: the columns say it.
    }
    const int weightBits = row.getColumn("weight_bits");
    NumberFormat format;
    format.weights.bits = weightBits;
    format.weights.vectorSize = row.getColumn("vector");
    format.weights.scaleBits = row.getColumn("scale_bits");
    format.weights.granularity = static_cast<Granularity>(row.getColumn("granularity").getInt());
    format.activations = format.weights;
    format.activations.bits = row.getColumn("activation_bits");
    if (format.activations.granularity != Granularity::Vector) {
        format.activations.vectorSize = format.activations.bits > 4 ? 32 : 64;
    }
    format.calibration.method = static_cast<Calibration::Method>(row.getColumn("calibration").getInt());
    format.calibration.percentile = row.getColumn("percentile").getDouble();
    return format;
}

void takeFp32(SQLite::Database &database)
{
    database.exec("INSERT INTO points SELECT -1, 'fp32', 'null', 'float', NULL WHERE EXISTS "
                  "(SELECT 1 FROM subject WHERE key = 'fp32_count');"
                  "INSERT INTO outcomes SELECT -1, (SELECT value FROM subject WHERE key = 'fp32_correct'), "
                  "(SELECT value FROM subject WHERE key = 'fp32_count'), 0.0, NULL WHERE EXISTS (SELECT 1 FROM points);"
                  "DELETE FROM subject WHERE key IN ('fp32_correct', 'fp32_count');");
}

} // namespace

void takeVersion1(SQLite::Database &database)
{
    takeFp32(database);
    SQLite::Statement rows(database, "SELECT * FROM results ORDER BY id");
    SQLite::Statement point(database, "INSERT INTO points VALUES (?, ?, ?, ?, NULL)");
    SQLite::Statement outcome(database, "INSERT INTO outcomes VALUES (?, ?, ?, ?, NULL)");
    for (std::int64_t id = 0; rows.executeStep(); ++id) {
        const NumberFormat format = formatOf(rows);
        const std::string fidelity = rows.getColumn("fidelity").getString();
        point.reset();
        point.bind(1, id);
        point.bind(2, keyOf(format, fidelityFromName(fidelity)));
        point.bind(3, formatJson(format).dump());
        point.bind(4, fidelity);
        point.exec();
        outcome.reset();
        outcome.bind(1, id);
        outcome.bind(2, rows.getColumn("correct").getInt64());
        outcome.bind(3, rows.getColumn("count").getInt64());
        outcome.bind(4, rows.getColumn("seconds").getDouble());
        outcome.exec();
    }
    rows.reset();
    database.exec("DROP TABLE results");
}

} // namespace vsq
