// SPDX-License-Identifier: GPL-3.0-or-later
// How a value came from the one that was explained before, through the host's operators.
#include "views/inspector/inspectorpages.h"

#include "views/inspector/valuehop.h"
#include "views/theme/coretext.h"

namespace vsq {

using inspector::tr;

QString hopText(const ValueHop &hop)
{
    QStringList way;
    for (const HostHop &host : hop.origin.hops) {
        QString text = QStringLiteral("%1 %2").arg(QString::fromStdString(host.op), realText(host.value, 4));
        QStringList operands;
        for (const HostOperand &operand : host.operands) {
            const QString value = realText(operand.value, 4);
            operands.append(operand.followed ? QStringLiteral("<b>%1</b>").arg(value) : value);
        }
        if (!operands.isEmpty()) {
            text += tr(" of %1").arg(operands.join(QStringLiteral(", ")));
        }
        way.append(text);
    }
    QString text;
    if (hop.origin.product) {
        text = tr("The activation is made here");
    } else if (hop.origin.input) {
        text = tr("The activation is the network's input %1, element %2")
                   .arg(QString::fromStdString(hop.origin.input->value).toHtmlEscaped())
                   .arg(hop.origin.input->index);
    } else {
        text = tr("Not followed further");
    }
    if (!way.isEmpty()) {
        text += tr(", on the host then: %1 (bold: what was followed, the operand that weighs most)")
                    .arg(way.join(QStringLiteral(" \u2190 ")));
    }
    text += QLatin1Char('.');
    if (!hop.origin.stop.empty()) {
        text += QLatin1Char(' ') + coreText(hop.origin.stop).toHtmlEscaped();
    }
    return QStringLiteral("<small>%1</small>").arg(text);
}

} // namespace vsq
