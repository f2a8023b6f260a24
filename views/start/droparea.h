// SPDX-License-Identifier: GPL-3.0-or-later
// The start page's place to drop a file: a dashed frame that answers to a click as well.
#pragma once

#include <QAbstractButton>

namespace vsq {

class DropArea : public QAbstractButton {
    Q_OBJECT
public:
    explicit DropArea(QWidget *parent = nullptr);
    void setDropping(bool dropping);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_dropping = false;
};

} // namespace vsq
