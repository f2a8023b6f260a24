// SPDX-License-Identifier: GPL-3.0-or-later
// Where the tests find the bundled samples and the built programs.
#pragma once

#include <QString>

namespace vsq::test {

inline QString sample(const QString &name)
{
    return QStringLiteral(VSQ_SAMPLES_DIR "/") + name;
}

inline QString program(const QString &name)
{
    return QStringLiteral(VSQ_PROGRAMS_DIR "/") + name;
}

} // namespace vsq::test
