// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of the Accuracy view share: its buttons, and studies that are soon done.
#pragma once

#include "tests/views/viewfixture.h"
#include "views/accuracy/accuracyview.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSpinBox>

#include <set>

namespace vsq::test {

inline QPushButton *button(AccuracyView &view, const char *name)
{
    return view.findChild<QPushButton *>(QString::fromLatin1(name));
}

/// Those bit widths, all granularities, few images.
inline void shorten(AccuracyView &view, const std::set<int> &bits, int items)
{
    for (int b = 2; b <= 8; ++b) {
        auto *check = view.findChild<QCheckBox *>(QStringLiteral("studyWeightBits%1").arg(b));
        if (check->isChecked() != bits.contains(b)) {
            QTest::keyClick(check, Qt::Key_Space);
        }
    }
    view.findChild<QSpinBox *>(QStringLiteral("studyItems"))->setValue(items);
}

} // namespace vsq::test
