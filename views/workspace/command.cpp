// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/command.h"

#include "views/icons/icon.h"

#include <QAction>

namespace vsq {

QAction *makeAction(const Command &command, QObject *parent)
{
    auto *action = new QAction(command.text, parent);
    action->setObjectName(command.id);
    action->setCheckable(command.checkable);
    if (!command.icon.isEmpty()) {
        action->setIcon(icon(command.icon));
    }
    QString tip = command.tip;
    if (!command.shortcut.isEmpty()) {
        const QKeySequence keys(command.shortcut, QKeySequence::PortableText);
        action->setShortcut(keys);
        tip += QStringLiteral(" (%1)").arg(keys.toString(QKeySequence::NativeText));
    }
    action->setToolTip(tip);
    action->setStatusTip(command.tip);
    return action;
}

QString withoutMnemonic(const QString &text)
{
    // "&&" stands for a real ampersand.
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&') && i + 1 < text.size()) {
            ++i;
        }
        plain += text[i];
    }
    return plain;
}

} // namespace vsq
