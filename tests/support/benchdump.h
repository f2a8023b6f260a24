// SPDX-License-Identifier: GPL-3.0-or-later
// The file that a bench of golden vectors writes.
#pragma once

#include "core/layer/golden/goldenkit.h"

#include <QFile>
#include <QString>
#include <QTest>

#include <string>

namespace vsq::test {

/// What the bench would write for a design without a fault.
inline void writeBenchDump(const QString &path, const GoldenKit &kit, const std::string &title)
{
    std::string text = "// kit: " + title + "\n// expected_sums\n";
    for (const GoldenBits &word : kit.sums.words) {
        text += hexOf(word, kit.sums.width) + "\n";
    }
    text += "// expected_out\n";
    for (std::size_t i = 0; i < kit.outputs.size(); ++i) {
        text += hexOf(kit.out.words[i], kit.out.width) + "\n";
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.c_str());
}

} // namespace vsq::test
