// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a vector: codes, scales, what each element stands for.
#include "views/inspector/inspectorpages.h"

#include "views/theme/number.h"

#include <cmath>

namespace vsq {

using inspector::tr;

void vectorPage(InspectorText &text, const InspectorInput &in)
{
    const VectorDetail detail = vectorDetail(*in.layer, in.selection.operand, in.selection.row, in.selection.vector);
    const QString name = in.selection.operand == Selection::Operand::Weights ? QStringLiteral("A") : QStringLiteral("B");
    text.title(
        QStringLiteral("%1[%2, %3]").arg(name).arg(in.selection.row).arg(in.selection.vector),
        in.selection.operand == Selection::Operand::Weights
            ? tr("row %1, vector %2 of the stationary operand (weights)").arg(in.selection.row).arg(in.selection.vector)
            : tr("row %1, vector %2 of the broadcast operand (activations)").arg(in.selection.row).arg(in.selection.vector));
    if (!detail.valid) {
        text.sentence(tr("The operand has no such vector: it is padding."));
        return;
    }
    text.beginValues();
    text.value(tr("elements"), wholeText(static_cast<qint64>(detail.elements.size())),
               static_cast<int>(detail.elements.size()) < detail.size ? tr("the rest of %1 is padding").arg(detail.size)
                                                                      : QString());
    text.value(tr("largest |x|"), realText(static_cast<double>(detail.largest)));
    if (detail.hasScale) {
        text.value(tr("scale s"), realText(static_cast<double>(detail.realScale)),
                   tr("largest |x| / %1").arg(detail.largestCode));
        if (detail.integerScale > 0 || detail.gamma > 0.0F) {
            text.value(QStringLiteral("\u03b3"), realText(static_cast<double>(detail.gamma)),
                       detail.isWeights ? tr("of the row") : tr("of the tensor"));
            text.value(tr("integer scale"), wholeText(detail.integerScale),
                       detail.integerScale == 0
                           ? tr("rounded to zero: the vector is lost")
                           : QStringLiteral("s / \u03b3 = %1")
                                 .arg(realText(static_cast<double>(detail.realScale) / static_cast<double>(detail.gamma), 5)));
        }
    } else {
        text.value(tr("scale"), realText(static_cast<double>(detail.gamma)),
                   detail.isWeights ? tr("one for the row") : tr("one for the tensor"));
    }
    text.value(tr("step of a code"), realText(detail.step));
    text.value(tr("SQNR"), number::decibel(detail.sqnr));
    text.endValues();
    text.section(tr("Elements"));
    text.beginTable({QStringLiteral("i"), QStringLiteral("x"), tr("code"), tr("hex"), tr("bits"), tr("stands for"), tr("error")});
    for (std::size_t i = 0; i < detail.elements.size(); ++i) {
        const VectorElement &element = detail.elements[i];
        text.row({QString::number(i), realText(static_cast<double>(element.value), 4), wholeText(element.code),
                  hexText(element.code, detail.bits), bitsText(element.code, detail.bits), realText(element.stands, 4),
                  signedText(element.error(), std::abs(static_cast<double>(element.value)))},
                 static_cast<int>(i) == in.selection.element ? InspectorText::Emphasis::Current : InspectorText::Emphasis::None);
    }
    text.endTable();
}

} // namespace vsq
