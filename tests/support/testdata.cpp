// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testdata.h"

namespace vsq::test {

QString sample(const QString &name)
{
    return QStringLiteral(VSQ_SAMPLES_DIR "/") + name;
}

QString program(const QString &name)
{
    return QStringLiteral(VSQ_PROGRAMS_DIR "/") + name;
}

} // namespace vsq::test
