// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/inspectortext.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"

namespace vsq {

namespace {

QString nameOf(Role role)
{
    return Theme::current().color(role).name();
}

constexpr double kTableScale = 0.82; ///< of the type: four columns fit into the width that 1280 pixels leave

QString cellStyle()
{
    return QStringLiteral("padding: 1px 4px 1px 0px; white-space: nowrap;");
}

} // namespace

QString wholeText(std::int64_t value)
{
    return number::integer(value);
}

QString realText(double value, int digits)
{
    return number::significant(value, digits);
}

QString signedText(double difference, double size)
{
    const double value = number::withoutResidue(difference, size);
    return (value > 0 ? QStringLiteral("+") : QString()) + realText(value, 3);
}

QString hexText(std::int8_t code, int bits)
{
    const unsigned mask = (1U << bits) - 1U;
    return QStringLiteral("0x")
           + QString::number(static_cast<unsigned>(code) & mask, 16).toUpper().rightJustified((bits + 3) / 4, QLatin1Char('0'));
}

QString bitsText(std::int8_t code, int bits)
{
    const unsigned mask = (1U << bits) - 1U;
    return QString::number(static_cast<unsigned>(code) & mask, 2).rightJustified(bits, QLatin1Char('0'));
}

QString InspectorText::mono(const QString &text, double scale)
{
    const QFont font = Theme::monospace(scale);
    const QString size = font.pointSizeF() > 0 ? QStringLiteral("%1pt").arg(font.pointSizeF())
                                               : QStringLiteral("%1px").arg(font.pixelSize());
    return QStringLiteral("<span style=\"font-family:'%1'; font-size:%2;\">%3</span>").arg(font.family(), size, text);
}

void InspectorText::title(const QString &text, const QString &under)
{
    m_html += QStringLiteral("<p style='margin: 0 0 2px 0; font-size: large; font-weight: 600;'>%1</p>").arg(text);
    if (!under.isEmpty()) {
        m_html += QStringLiteral("<p style='margin: 0 0 8px 0; color: %1;'>%2</p>").arg(nameOf(Role::MutedText), under);
    }
}

void InspectorText::section(const QString &text)
{
    m_html += QStringLiteral("<p style='margin: 14px 0 4px 0; font-weight: 600;'>%1</p>").arg(text);
}

void InspectorText::sentence(const QString &text)
{
    m_html += QStringLiteral("<p style='margin: 0 0 6px 0;'>%1</p>").arg(text);
}

void InspectorText::beginValues()
{
    m_html += QStringLiteral("<table cellspacing='0' cellpadding='0' width='100%'>");
}

void InspectorText::value(const QString &name, const QString &value, const QString &remark)
{
    m_html +=
        QStringLiteral(
            "<tr><td style='%1 color: %2;'>%3</td><td align='right' style='%1'>%4</td><td width='100%' style='color: %2; padding: 1px 0;'>%5</td></tr>")
            .arg(cellStyle(), nameOf(Role::MutedText), name, mono(value), remark.isEmpty() ? QStringLiteral("&nbsp;") : remark);
}

void InspectorText::endValues()
{
    m_html += QStringLiteral("</table>");
}

void InspectorText::beginTable(const QStringList &header, bool names, bool whole)
{
    m_names = names;
    m_html += QStringLiteral("<table cellspacing='0' cellpadding='0'%1><tr>")
                  .arg(whole ? QStringLiteral(" width='98%'")
                             : QString()); // columns are rounded up to pixels: 100 % would scroll
    for (qsizetype column = 0; column < header.size(); ++column) {
        m_html += QStringLiteral("<th align='%1' style='%2 color: %3; font-weight: normal;'>%4</th>")
                      .arg(QLatin1String(alignmentOf(column)), cellStyle(), nameOf(Role::MutedText), header[column]);
    }
    m_html += QStringLiteral("</tr>");
}

void InspectorText::row(const QStringList &cells, Emphasis emphasis)
{
    const Theme &theme = Theme::current();
    QString style = cellStyle();
    if (emphasis == Emphasis::Current) {
        style += QStringLiteral(" background-color: %1; color: %2;")
                     .arg(theme.color(Role::Accent).name(), theme.color(Role::AccentText).name());
    } else if (emphasis == Emphasis::Muted) {
        style += QStringLiteral(" color: %1;").arg(nameOf(Role::MutedText));
    } else if (emphasis == Emphasis::Alert) {
        style += QStringLiteral(" color: %1;").arg(theme.ink(Role::Stalls).name());
    }
    m_html += QStringLiteral("<tr>");
    for (qsizetype column = 0; column < cells.size(); ++column) {
        const bool name = m_names && column == 0;
        QString cell = cells[column];
        if (emphasis == Emphasis::Current) { // a link's own colour would be lost on the accent
            cell.replace(QLatin1String("<a "), QStringLiteral("<a style='color: %1' ").arg(theme.color(Role::AccentText).name()));
        }
        m_html += QStringLiteral("<td align='%1' style='%2'>%3</td>")
                      .arg(QLatin1String(alignmentOf(column)), style, name ? cell : mono(cell, kTableScale));
    }
    m_html += QStringLiteral("</tr>");
}

void InspectorText::remark(const QString &text, int columns)
{
    m_html += QStringLiteral("<tr><td colspan='%1' style='color: %2; padding: 0 0 4px 12px;'><small>%3</small></td></tr>")
                  .arg(columns)
                  .arg(nameOf(Role::MutedText), text);
}

void InspectorText::endTable()
{
    m_html += QStringLiteral("</table>");
}

QString InspectorText::html() const
{
    return QStringLiteral("<html><body style='color: %1;'>%2</body></html>").arg(nameOf(Role::Text), m_html);
}

} // namespace vsq
