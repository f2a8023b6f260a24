// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the start page: icon, title, one or two muted lines below; works like a button with mouse and keyboard.
#pragma once

#include <QAbstractButton>
#include <QIcon>

namespace vsq {

class StartEntry : public QAbstractButton {
    Q_OBJECT
public:
    StartEntry(const QIcon &icon, const QString &title, const QString &description, QWidget *parent = nullptr);
    /// Greyed, but its menu and its key still work.
    void setMissing(bool missing);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int linesAt(int width) const;

    QString m_description;
    bool m_missing = false;
};

} // namespace vsq
