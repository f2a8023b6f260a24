// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the screen in the user's language, where there are some: resources/translations, compiled into the program.
#pragma once

#include <QTranslator>

class QApplication;
class QLocale;

namespace vsq {

/// Figures and tables are made by functions, whose texts lupdate files under the namespace alone: a text that is not found in its
/// class is looked for there.
class Translation : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;
    [[nodiscard]] QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
};

/// Ours and Qt's own words for the locale; before the first widget is made.
void installTranslation(QApplication &application, const QLocale &locale);

} // namespace vsq
