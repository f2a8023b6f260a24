// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the view's figures, in the view's own context for translators.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace vsq {

inline QString tuningText(const char *text)
{
    return QCoreApplication::translate("vsq::TuningView", text);
}

} // namespace vsq
