// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/translation.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>

#include <cstring>

namespace vsq {

QString Translation::translate(const char *context, const char *source, const char *disambiguation, int n) const
{
    const QString found = QTranslator::translate(context, source, disambiguation, n);
    if (!found.isEmpty() || std::strncmp(context, "vsq::", 5) != 0) {
        return found;
    }
    return QTranslator::translate("vsq", source, disambiguation, n);
}

void installTranslation(QApplication &application, const QLocale &locale)
{
    auto *ours = new Translation(&application);
    if (!ours->load(locale, QStringLiteral("vsqscope"), QStringLiteral("_"), QStringLiteral(":/translations"))) {
        delete ours; // English is what the sources are written in
        return;
    }
    auto *its = new QTranslator(&application);
    if (its->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QApplication::installTranslator(its);
    }
    QApplication::installTranslator(ours);
}

} // namespace vsq
