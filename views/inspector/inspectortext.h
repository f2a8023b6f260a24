// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's pages as rich text: titles, sentences, and tables of right-aligned numbers that can be selected and
// copied. Colours and fonts come from the theme.
#pragma once

#include "core/chip/snapshot.h"
#include "core/layer/vectordetail.h"

#include <QString>
#include <QStringList>

namespace vsq {

/// Builds one page.
class InspectorText {
public:
    void title(const QString &text, const QString &under = {});
    void section(const QString &text);
    void sentence(const QString &text);
    /// Name and value pairs.
    void beginValues();
    void value(const QString &name, const QString &value, const QString &remark = {});
    void endValues();
    /// A table with a header; columns are right-aligned, the first to the left where it holds names. whole: as wide as the page,
    /// so that remarks below its rows wrap.
    void beginTable(const QStringList &header, bool names = false, bool whole = false);
    enum class Emphasis { None, Current, Muted, Alert };
    void row(const QStringList &cells, Emphasis emphasis = Emphasis::None);
    /// A muted line across so many columns below the row before.
    void remark(const QString &text, int columns);
    void endTable();
    [[nodiscard]] QString html() const;
    [[nodiscard]] bool isEmpty() const { return m_html.isEmpty(); }

    static QString mono(const QString &text, double scale = 1.0);

private:
    [[nodiscard]] const char *alignmentOf(qsizetype column) const { return m_names && column == 0 ? "left" : "right"; }

    QString m_html;
    bool m_names = false;
};

/// With its sign; size: of the numbers whose difference it is, whose rounding is shown as the 0 that it stands for.
QString signedText(double difference, double size);
/// Exact, with group separators. Minus signs are plain in both, so that copied numbers can be used.
QString wholeText(std::int64_t value);
/// Six significant digits, as FP32 needs.
QString realText(double value, int digits = 6);
/// "0x9", "1001" of a code of so many bits.
QString hexText(std::int8_t code, int bits);
QString bitsText(std::int8_t code, int bits);

} // namespace vsq
