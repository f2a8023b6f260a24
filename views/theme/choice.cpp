// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/choice.h"

#include <QComboBox>

namespace vsq {

QComboBox *makeChoice(QWidget *parent, const char *objectName, const QString &title, const QString &tip, const QStringList &texts)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(QString::fromLatin1(objectName));
    box->setAccessibleName(title);
    box->setToolTip(tip);
    box->addItems(texts);
    return box;
}

} // namespace vsq
