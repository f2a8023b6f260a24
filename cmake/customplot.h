// SPDX-License-Identifier: GPL-3.0-or-later
// QCustomPlot as it is precompiled: without the registration of its enumerations as meta types. gcc instantiates what that needs
// in every source again (0.5 s each); the library has its own, and nothing here puts one of them into a QVariant.
#pragma once

#include <QtWidgets>

#pragma push_macro("Q_DECLARE_METATYPE")
#undef Q_DECLARE_METATYPE
#define Q_DECLARE_METATYPE(TYPE)
#include <qcustomplot.h>
#pragma pop_macro("Q_DECLARE_METATYPE")
