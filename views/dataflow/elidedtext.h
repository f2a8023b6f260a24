// SPDX-License-Identifier: GPL-3.0-or-later
// One line of text that is shortened with an ellipsis where there is no room; the whole of it is in the tooltip then.
#pragma once

#include <QWidget>

namespace vsq {

class ElidedText : public QWidget {
    Q_OBJECT
public:
    explicit ElidedText(QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    /// Tooltip while nothing is cut off.
    void setExplanation(const QString &tip);
    void setElideMode(Qt::TextElideMode mode);
    [[nodiscard]] bool isElided() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();

    QString m_text;
    QString m_explanation;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace vsq
