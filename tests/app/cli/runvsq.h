// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the built vsq and keeps what it said.
#pragma once

#include "tests/support/testdata.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <nlohmann/json.hpp>

namespace vsq::test {

struct VsqResult {
    int code = -1;
    QByteArray out;
    QByteArray error;

    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out.toStdString()); }
};

inline VsqResult runVsq(const QStringList &arguments)
{
    QProcess process;
    process.start(program(QStringLiteral("vsq")), arguments);
    if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit) {
        return {};
    }
    return {.code = process.exitCode(), .out = process.readAllStandardOutput(), .error = process.readAllStandardError()};
}

} // namespace vsq::test
