// SPDX-License-Identifier: GPL-3.0-or-later
// A vector's values against the levels that its codes can stand for: a stem for each value, a mark where its code lies.
#pragma once

#include "core/layer/vectordetail.h"

#include <QWidget>

namespace vsq {

class VectorPlot : public QWidget {
    Q_OBJECT
public:
    explicit VectorPlot(QWidget *parent = nullptr);

    void setVector(const VectorDetail &detail, int element);
    [[nodiscard]] QSize sizeHint() const override { return {320, 132}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 96}; }

Q_SIGNALS:
    void elementWanted(int element);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] double limit() const; ///< values at the upper and lower edge
    [[nodiscard]] int elementAt(const QPointF &position) const;

    VectorDetail m_detail;
    int m_element = -1;
};

} // namespace vsq
