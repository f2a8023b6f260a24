// SPDX-License-Identifier: GPL-3.0-or-later
// One line of text that is shortened with an ellipsis where there is no room; the whole of it is in the tooltip then.
#pragma once

#include <QStringList>
#include <QWidget>

namespace vsq {

class ElidedText : public QWidget {
    Q_OBJECT
public:
    explicit ElidedText(QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    /// What to write where the text does not fit, the longest first; setText() takes them back.
    void setShorter(const QStringList &texts);
    /// Tooltip while nothing is cut off.
    void setExplanation(const QString &tip);
    void setElideMode(Qt::TextElideMode mode);
    /// Asks for the widest text that there was: one that changes many times a second is not to lay out what stands beside it.
    void setKeepsWidth(bool keeps) { m_keepsWidth = keeps; }
    /// None of the texts fits.
    [[nodiscard]] bool isElided() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    /// The longest of the texts that fits, else the shortest.
    [[nodiscard]] const QString &fitting() const;

    QString m_text;
    QStringList m_shorter;
    QString m_explanation;
    int m_width = 0; ///< of the text that was laid out, or of the widest
    bool m_keepsWidth = false;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace vsq
